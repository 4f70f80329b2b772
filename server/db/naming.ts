import { DefaultNamingStrategy, type Table } from 'typeorm';

const snake = (name: string): string => name.replace(/(?<=[a-z0-9])[A-Z]/g, '_$&').toLowerCase();

/** snake_case, and names that say what they constrain: they stand in the databases' own error messages. */
export class NamingStrategy extends DefaultNamingStrategy {
  override tableName(className: string, given: string | undefined): string {
    return given ?? snake(className);
  }

  override columnName(property: string, given: string | undefined): string {
    return given ?? snake(property);
  }

  override primaryKeyName(table: Table | string): string {
    return `pk_${this.getTableName(table)}`;
  }

  override uniqueConstraintName(table: Table | string, columns: string[]): string {
    return this.constraint('uq', table, columns);
  }

  override foreignKeyName(table: Table | string, columns: string[]): string {
    return this.constraint('fk', table, columns);
  }

  override indexName(table: Table | string, columns: string[]): string {
    return this.constraint('ix', table, columns);
  }

  /** In the order of the alphabet: TypeORM does not always keep that of the declaration. */
  private constraint(kind: string, table: Table | string, columns: string[]): string {
    return [kind, this.getTableName(table), ...columns.toSorted()].join('_');
  }
}

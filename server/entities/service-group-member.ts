import { Entity, ForeignKey, Index } from 'typeorm';
import { IntegerKeyColumn } from './columns.js';

@Entity()
@Index(['serviceId'])
export class ServiceGroupMember {
  @ForeignKey('ServiceGroup')
  @IntegerKeyColumn()
  groupId!: number;

  @ForeignKey('Service')
  @IntegerKeyColumn()
  serviceId!: number;
}

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { describeOnEachDatabase } from '../../support/databases.js';
import { everything, type Files, FULL, importing, type Importing, rows } from './importing.js';

describeOnEachDatabase('catalogue files that are refused', (dialect) => {
  let store: Importing;
  beforeAll(async () => {
    store = await importing(dialect);
    await store.accept(FULL);
  });
  afterAll(() => store.close());

  test.each<[string, Files, string[]]>([
    [
      'an organisation above itself',
      { organisations: 'slug,name,kind,parent\na,A,x,b\nb,B,x,a\nc,C,x,c\n' },
      [
        'organisations.csv:2:4: parent: organisations cannot be above themselves: a → b → a',
        'organisations.csv:3:4: parent: organisations cannot be above themselves: b → a → b',
        'organisations.csv:4:4: parent: organisations cannot be above themselves: c → c',
      ],
    ],
    [
      'an unknown parent',
      { organisations: 'slug,name,kind,parent\na,A,x,mojj\n' },
      ['organisations.csv:2:4: parent: "mojj" is not known; did you mean "moj"?'],
    ],
    [
      'a new service without its organisation',
      { services: 'slug,name\nnew,New\n' },
      [
        'services.csv:2: organisation: is needed for one that is not stored yet, and the file has no such column',
      ],
    ],
    [
      'cells',
      {
        services:
          'slug,name,organisation,url,opened_on,closed_on\nBad Slug,,mojj,javascript:x,2014-02-30,\nnew,New,moj,,2014-02-01,2014-01-01\n',
      },
      [
        expect.stringMatching(/^services\.csv:2:1: slug: "Bad Slug" is no slug/) as unknown as string,
        'services.csv:2:2: name: is empty',
        'services.csv:2:3: organisation: "mojj" is not known; did you mean "moj"?',
        'services.csv:2:4: url: "javascript:x" is no address that begins with https:// or http://',
        'services.csv:2:5: opened_on: "2014-02-30" is no date, written like 2014-03-31',
        'services.csv:3:6: closed_on: 2014-01-01 is before opened_on, 2014-02-01',
      ],
    ],
    [
      'a slug twice',
      { services: 'slug,name,organisation\nx,X,moj\ny,Y,moj\nx,X,moj\n' },
      ['services.csv:4:1: slug: it stands in line 2 already: send each only once'],
    ],
    [
      'a column that is not known',
      { services: 'slug,nam\nx,X\n' },
      ['services.csv:1:2: "nam" is no column of services; did you mean "name"?'],
    ],
    [
      'Welsh without English',
      {
        services: 'slug,name,organisation,description,description_cy\nx,X,moj,,Cymraeg\n',
        organisations: 'slug,name,kind,description_cy\n',
      },
      [
        'organisations.csv:1:4: description_cy needs the column description beside it',
        'services.csv:2:5: description_cy: has a text, but description is empty',
      ],
    ],
    [
      'a mistake is not reported again where something refers to it',
      {
        services: 'slug,name,organisation\nx,,moj\n',
        measurements: rows('x,transactions,day,2014-01-01,,1'),
      },
      ['services.csv:2:2: name: is empty'],
    ],
    [
      'a group of unknown services',
      { groups: 'slug,name,services\ng,G,lpa nobody\n' },
      ['groups.csv:2:3: services: "nobody" is not known'],
    ],
    [
      'measures',
      {
        measures:
          'key,label,unit,aggregation,dimensions\nm,M,pounds,flow,value=1\ntime-to-outcome,Time,s,histogram,le\n',
      },
      [
        'measures.csv:2:3: unit: "pounds" is not one of count, £, %, per 1,000, s, ms, days or working days',
        expect.stringMatching(
          /^measures\.csv:2:5: dimensions: "value" cannot be a dimension/,
        ) as unknown as string,
        'measures.csv:3:3: unit: time-to-outcome is a built-in measure: its unit cannot be changed once there are data sets of it',
      ],
    ],
    [
      'data sets',
      {
        'data-sets':
          'service,measure,cadence,dimension_values,time_zone,grace_days\nlpa,transactions,months,channel=digitl,Europe/Londn,-1\nlpa,page-load,hour,le=10 5 +Inf,,\nlpa,cost,quarter,channel=x,,\nclaims,visits,day,device,,\nclaims,page-views,day,page=,,\n',
      },
      [
        expect.stringMatching(
          /^data-sets\.csv:2:3: cadence: "months" .* did you mean "month"\?$/,
        ) as unknown as string,
        'data-sets.csv:2:4: dimension_values: "digitl" is no channel of transactions; did you mean "digital"?',
        'data-sets.csv:2:5: time_zone: "Europe/Londn" is no time zone: write a name like Europe/London (Area/City of the IANA list), or UTC',
        'data-sets.csv:2:6: grace_days: -1 is less than 0',
        'data-sets.csv:3:4: dimension_values: upper bounds must rise, and the last must be +Inf',
        'data-sets.csv:4:4: dimension_values: cost is not divided by "channel"',
        'data-sets.csv:5:4: dimension_values: device has no values: write device= and the values, or leave it out',
        'data-sets.csv:6:4: dimension_values: page= is followed by no value; dimensions are written like channel=digital phone;page',
      ],
    ],
    [
      'a slip in the kind of an organisation',
      { organisations: 'slug,name,kind\nx,X,departmnet\ny,Y,agncy\nz,Z,public-bodys\n' },
      [
        'organisations.csv:2:3: kind: "departmnet" is no kind of organisation: did you mean "department"? There are department, agency and public-body',
        'organisations.csv:3:3: kind: "agncy" is no kind of organisation: did you mean "agency"? There are department, agency and public-body',
        'organisations.csv:4:3: kind: "public-bodys" is no kind of organisation: did you mean "public-body"? There are department, agency and public-body',
      ],
    ],
    [
      'declared values that are totals or look alike',
      {
        measures:
          'key,label,unit,aggregation,dimensions\nm,M,count,flow,kind=in out All\nn,N,count,flow,kind=in In\n',
        'data-sets':
          'service,measure,cadence,dimension_values\n' +
          'lpa,errors,day,error=a Total\n' +
          'claims,errors,day,"error=""no form"" ""no  form"""\n' +
          'lpa,visits,day,device=Mobile mobile\n',
      },
      [
        'measures.csv:2:5: dimensions: "All" is the total and no value of kind: leave it out, for the total is the row with an empty cell',
        'measures.csv:3:5: dimensions: "In" differs only in case from "in", which is there already: write "in"',
        'data-sets.csv:2:4: dimension_values: "Total" is the total and no value of error: leave it out, for the total is the row with an empty cell',
        'data-sets.csv:3:4: dimension_values: error has the value no form twice',
        'data-sets.csv:4:4: dimension_values: "mobile" differs only in case from "Mobile", which is there already: write "Mobile"',
      ],
    ],
    [
      'labels',
      {
        'data-sets':
          'service,measure,cadence,dimension_values,dimension_labels,dimension_labels_cy\n' +
          'lpa,transactions,month,,channel=digitl:Online,\n' +
          'lpa,visits,month,device=mobile desktop,device=tablet:Tablets,\n' +
          'lpa,calls,month,,reasons=a:A,\n' +
          'lpa,errors,month,,error=a:Same b:Same,\n' +
          'lpa,page-views,month,,page=a,\n' +
          'claims,page-views,month,,page=a:A,page=a:A b:B\n' +
          'claims,errors,month,,,error=a:A\n',
      },
      [
        'data-sets.csv:2:5: dimension_labels: "digitl" is no channel of transactions; did you mean "digital"?',
        'data-sets.csv:3:5: dimension_labels: "tablet" is no device of visits: it has mobile and desktop',
        'data-sets.csv:4:5: dimension_labels: calls is not divided by "reasons"; did you mean "reason"?',
        'data-sets.csv:5:5: dimension_labels: a and b have the same label, and readers could not tell them apart',
        'data-sets.csv:6:5: dimension_labels: page: each label follows its value and ":" (a); labels are written like channel=digital:Online phone:"By phone"',
        'data-sets.csv:7:6: dimension_labels_cy: b of page has a label, but none in dimension_labels',
        'data-sets.csv:8:6: dimension_labels_cy: a of error has a label, but none in dimension_labels',
      ],
    ],
    [
      'Welsh labels without the column of English ones',
      {
        'data-sets': 'service,measure,cadence,dimension_labels_cy\nlpa,visits,month,device=mobile:Symudol\n',
      },
      ['data-sets.csv:1:4: dimension_labels_cy needs the column dimension_labels beside it'],
    ],
    [
      'a scale of ratings that its labels contradict',
      {
        'data-sets':
          'service,measure,cadence,best_rating,dimension_labels\n' +
          'lpa,ratings,month,,"rating=1:""Very satisfied"" 5:""Very dissatisfied"""\n' +
          'claims,ratings,month,1,rating=5:Excellent\n' +
          'lpa,visits,month,1,\n' +
          'lpa,calls,month,3,\n',
      },
      [
        'data-sets.csv:2:5: dimension_labels: 1 is called "Very satisfied" and 5 is called "Very dissatisfied": declare best_rating 1, or turn the labels around',
        'data-sets.csv:3:5: dimension_labels: 5 is called "Excellent": declare best_rating 5, or turn the labels around',
        'data-sets.csv:4:4: best_rating: visits is not divided by rating: leave it empty',
        'data-sets.csv:5:4: best_rating: "3" is not one of 1 or 5',
      ],
    ],
    [
      'what an absent part means, and time zones by abbreviation',
      {
        'data-sets':
          'service,measure,cadence,absent_parts,time_zone\nlpa,visits,month,none,\nlpa,monitored,hour,,BST\nclaims,monitored,hour,,GMT+1\n',
      },
      [
        'data-sets.csv:2:4: absent_parts: "none" is not one of zero or missing',
        expect.stringMatching(
          /^data-sets\.csv:3:5: time_zone: "BST" .*: write a name like Europe\/London/,
        ) as unknown as string,
        expect.stringMatching(
          /^data-sets\.csv:4:5: time_zone: "GMT\+1" .*: write a name like Europe\/London/,
        ) as unknown as string,
      ],
    ],
    [
      'values that the data set does not declare',
      {
        'data-sets': 'service,measure,cadence,dimension_values\nlpa,page-load,hour,le=100 +Inf\n',
        measurements:
          'service,measure,period,start,le,value\nlpa,page-load,hour,2014-01-01T00:00:00Z,50,1\nclaims,page-load,hour,2014-01-01T00:00:00Z,50.0,1\n',
      },
      [
        'measurements.csv:2:5: le: "50" is no le of page-load: the data set declares 100 and +Inf',
        'measurements.csv:3:5: le: "50.0" must be written 50',
      ],
    ],
    [
      'targets and annotations',
      {
        targets:
          'subject_type,subject,metric,value\nportfolio,moj,transactions,1\nservice,,transactions,1\nteam,x,transactions,1\nservice,lpa,transaction,1\n',
        annotations:
          'subject_type,subject,measure,kind,from,to,text\norganisation,moj,transactions,NOTE,2014-01-01,,T\nservice,lpa,users,NOTE,2014-01-01,2013-01-01,T\n',
      },
      [
        'targets.csv:2:2: subject: must be empty where subject_type is portfolio',
        'targets.csv:3:2: subject: is empty: write the slug of the service',
        'targets.csv:4:1: subject_type: "team" is not one of service, organisation, group or portfolio',
        'targets.csv:5:3: metric: "transaction" is not known; did you mean "transactions"?',
        'annotations.csv:2:3: measure: only a service has data sets: leave it empty here',
        'annotations.csv:3:3: measure: lpa has no data set of users',
        'annotations.csv:3:6: to: 2013-01-01 is before from, 2014-01-01',
      ],
    ],
  ])('%s', async (_name, files, messages) => {
    const before = await everything(store.dataSource);
    expect(await store.refuse(files)).toEqual(messages);
    expect(await everything(store.dataSource)).toEqual(before);
  });
});

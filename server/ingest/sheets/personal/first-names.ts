/** First names that are common in the United Kingdom and are hardly ever the first word of a service or an organisation. */
const NAMES = `
aaron abdul abigail adam adrian aisha alan alexander alfie ali alice alison amanda amelia amy andrea andrew angela ann anna anne anthony
barbara barry beatrice benjamin beth bethany bilal brenda brian callum cameron carl carol caroline catherine charlotte chloe chris
christine christopher claire clare colin craig daniel darren david dawn deborah debra denise derek diana diane donna dorothy douglas
dylan eileen eleanor elizabeth ella emily emma ethan evelyn fatima fiona florence frances freddie gareth gary gemma geoffrey george
geraldine gillian gordon graham gwen hannah harriet harry hassan hazel heather helen henry hussain ian ibrahim imran isaac isabella
isla jack jacqueline jacob jake james jamie jane janet janice jason jean jeffrey jennifer jessica jill joan joanne john jonathan joseph
joshua joyce judith julia julie karen kate katherine kathleen kathryn katie keith kelly kenneth kerry kevin kieran kirsty laura lauren
lee leo leon lesley lewis liam lily linda lisa liz louise lucy luke lynn lynne malcolm margaret maria marie marion marjorie mark martin
martyn mary matthew maureen maxine megan melanie michael michelle mohamed mohammad mohammed molly muhammad nadia natalie natasha neil
nicholas nicola nigel noah norman oliver olivia omar oscar pamela patricia patrick paul paula pauline peter philip phillip rachel
raymond rebecca rhys richard robert robin roger ronald rosemary ross russell ruth ryan sally samantha samuel sandra sara sarah scott
sean sharon sheila shirley sian simon sophia sophie stacey stanley stephanie stephen steven stuart susan suzanne tanya teresa terence
theresa thomas timothy tina tony tracey tracy trevor valerie vanessa veronica victoria vincent wayne wendy william yasmin yusuf yvonne
zainab zara zoe`;

export const FIRST_NAMES: ReadonlySet<string> = new Set(NAMES.split(/\s+/).filter(Boolean));

package extract

// classSet is a set of the closed classes of words of grammar.tsv, a bit for each.
type classSet uint64

// The closed classes, in the order of classNames.
const (
	classDeterminer classSet = 1 << iota
	classPreposition
	classConjunction
	classRelative
	classAuxiliary
	classPronoun
	classNotAdjective
	classAdjectiveEnding
	classNegation
	classModality
	classOpen
	classSeason
	classMonth
	classCountryAdjective
	classFirstPerson
	classMinister
	classSecretary
	classArticleWord
	classChapterWord
	classTaskWord
	classGenericPlace
	classLeadingAdverb
	classPersonTitle
	classSurnamePrefix
	classOffice
	classGenericOrganisation
	classGenericThreat
	classNominal
	classConnector
	classLawEnd
	classAdjunct
	classAbbreviation
	classNoPhrase
	classPassive
	classBecoming
	classPerfect
	classUnaccusative
	classTransparent
	classOwnTask
	classGenericNoun
	classNamedBySubject
	classMinistries
	classOfficePlural
	classAgentNoun
	classOrdinal
	classAbout
	classVerbPhrase
	classImpersonal
)

// classNames are the classes as grammar.tsv calls them.
var classNames = []string{
	"determiner",
	"preposition",
	"conjunction",
	"relative",
	"auxiliary",
	"pronoun",
	"notAdjective",
	"adjectiveEnding",
	"negation",
	"modality",
	"open",
	"season",
	"month",
	"countryAdjective",
	"firstPerson",
	"minister",
	"secretary",
	"articleWord",
	"chapterWord",
	"taskWord",
	"genericPlace",
	"leadingAdverb",
	"personTitle",
	"surnamePrefix",
	"office",
	"genericOrganisation",
	"genericThreat",
	"nominal",
	"connector",
	"lawEnd",
	"adjunct",
	"abbreviation",
	"noPhrase",
	"passive",
	"becoming",
	"perfect",
	"unaccusative",
	"transparent",
	"ownTask",
	"genericNoun",
	"namedBySubject",
	"ministries",
	"officePlural",
	"agentNoun",
	"ordinal",
	"about",
	"verbPhrase",
	"impersonal",
}

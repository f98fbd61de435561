/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** What the holder of a token may do. */
export type AccessRole =
  /** Also delete documents, and undo and stop what others did. */
  | 'ADMIN'
  /** Also decide what is one thing, take in documents, and undo what they wrote. */
  | 'EDITOR'
  /** Read. */
  | 'READER';

/** What a budget's amount is of. Amounts of two kinds are never added up. */
export type AmountKind =
  /** Verplichtingen: what was entered into. */
  | 'COMMITMENTS'
  /** Uitgaven: what is spent. */
  | 'EXPENDITURE'
  /** Ontvangsten: what comes in. */
  | 'RECEIPTS';

/** A stage of the budget. */
export type BudgetStage =
  /** Vastgestelde begroting: the budget as parliament adopted it. */
  | 'ADOPTED'
  /** Verschil, mutatie: the difference between two stages, or a change. */
  | 'DIFFERENCE'
  /** Ontwerpbegroting: the budget as proposed. */
  | 'DRAFT'
  /** Realisatie: what came of it. */
  | 'OUTTURN'
  /** Suppletoire begroting: what a supplementary budget makes of it. */
  | 'SUPPLEMENTARY';

/** What speaks for, or against, two entities being one thing. */
export type CandidateReasonCode =
  /** Two names differ in the endings of words. Arguments: the names. */
  | 'ENDINGS'
  /** One name may be the initials of the other. Arguments: the abbreviation, the name. */
  | 'INITIALS'
  /** Two names have most of their words in common. Arguments: the names. */
  | 'MOST_WORDS'
  /** One document names both, as two things. Arguments: the document's id. */
  | 'ONE_DOCUMENT'
  /** Two names differ in one letter. Arguments: the names. */
  | 'ONE_LETTER'
  /** One name is part of the other. Arguments: the part, the whole. */
  | 'PART'
  /** Both have the same name. Arguments: the name. */
  | 'SAME_NAME'
  /** Both stand in the same relation with a third thing. Arguments: the predicate, as Predicate has it, and the third thing's id. */
  | 'SAME_RELATION'
  /** Two names differ in small words. Arguments: the names. */
  | 'SMALL_WORDS'
  /** Two names differ in capitals, accents, hyphens or spaces. Arguments: the names. */
  | 'SPELLING'
  /** Two names differ in two letters. Arguments: the names. */
  | 'TWO_LETTERS'
  /** They were read as two types. Arguments: the types, as EntityType has them. */
  | 'TWO_TYPES'
  /** Two names have the same words in another order. Arguments: the names. */
  | 'WORD_ORDER';

/** In what way a chapter leans on another. */
export type ChapterLinkKind =
  /** A body of the other chapter's ministry has a part in it: it carries something out, oversees it, is paid or worked with. */
  | 'BODY'
  /** The subject extends to the other chapter's budget. */
  | 'EXTENDS'
  /** Money goes from the one chapter to the other. */
  | 'MONEY'
  /** The other chapter's minister, state secretary or ministry is named. */
  | 'OFFICE'
  /** Both say what they have to do with one body, coalition, policy or law that is neither's own. It has no direction and is never one-sided. */
  | 'SHARED';

/** What became of something between two documents. */
export type CompareChange =
  /** Both say it, but not alike: another amount, period or kind of list. */
  | 'CHANGED'
  /** The first document says it in that place, the second does not. */
  | 'GONE'
  /** Both say it alike. */
  | 'KEPT'
  /** The second document says it in that place, the first does not. */
  | 'NEW'
  /** Both say it, in other words. */
  | 'REWORDED';

/** A kind of thing that is compared. */
export type CompareTopic =
  /** The amounts that it states. */
  | 'AMOUNTS'
  /** The chapters that it leans on, as chapterLinks has it; SHARED links do not count. */
  | 'CHAPTERS'
  /** The activities that it gives to somebody. */
  | 'DUTIES'
  /** All else that it names, but for chapters and budget lines. */
  | 'ENTITIES'
  /** The goals that a place names. */
  | 'OBJECTIVES'
  /** The facts that it states, but for amounts, and for where something stands in the budget. */
  | 'RELATIONS';

/** Narrows a set of documents; every condition given must hold. */
export type DocumentFilter = {
  /** Passing all of these filters as well. */
  and?: Array<DocumentFilter> | null | undefined;
  /** Having one of these budget articles among its sections. */
  articles?: Array<string | number> | null | undefined;
  /** Of one of these budget chapters. */
  chapters?: Array<string | number> | null | undefined;
  /** Speaking of an entity that passes this filter. */
  entities?: EntityFilter | null | undefined;
  /** With one of these ids, short or as IRI. */
  ids?: Array<string | number> | null | undefined;
  /** Of one of these kinds. */
  kinds?: Array<DocumentKind> | null | undefined;
  /** Not passing this filter. */
  not?: DocumentFilter | null | undefined;
  /** Passing one of these filters as well; an empty list asks nothing. */
  or?: Array<DocumentFilter> | null | undefined;
  /** Attesting a relation that passes this filter. */
  relations?: RelationFilter | null | undefined;
  /** With a section that passes this filter. */
  sections?: SectionFilter | null | undefined;
  /** With this text in the title; letter case and diacritics do not count. */
  text?: string | null | undefined;
  /** About one of these budget years. */
  years?: Array<number> | null | undefined;
};

/** The kinds of document. */
export type DocumentKind =
  /** Jaarverslag: an annual report. */
  | 'ANNUAL_REPORT'
  /** Ontwerpbegroting: a draft budget with its explanatory memorandum. */
  | 'BUDGET'
  /** Slotwet: the last change of a budget, after its year. */
  | 'FINAL_ACT'
  /** Eerste suppletoire begroting: the change of a budget that comes with the Voorjaarsnota. */
  | 'FIRST_SUPPLEMENTARY_BUDGET'
  /** Kamerbrief: a letter to parliament. */
  | 'LETTER'
  /** Another kind, such as a report of a committee, a motion or an amendment. */
  | 'OTHER'
  /** Tweede suppletoire begroting: the change of a budget that comes with the Najaarsnota. */
  | 'SECOND_SUPPLEMENTARY_BUDGET'
  /** Suppletoire begroting: another change of a budget, or one of which nothing more is known. */
  | 'SUPPLEMENTARY_BUDGET';

/** Narrows a set of entities; every condition given must hold. */
export type EntityFilter = {
  /** Passing all of these filters as well. */
  and?: Array<EntityFilter> | null | undefined;
  /** Mentioned inside one of these budget articles. */
  articles?: Array<string | number> | null | undefined;
  /** Of one of these budget chapters: mentioned in, or in a relation attested by, a document of the chapter. */
  chapters?: Array<string | number> | null | undefined;
  /** Spoken of by a document of one of these kinds. */
  documentKinds?: Array<DocumentKind> | null | undefined;
  /** Mentioned in, or in a relation attested by, one of these documents. */
  documents?: Array<string | number> | null | undefined;
  /** With one of these ids, short or as IRI. */
  ids?: Array<string | number> | null | undefined;
  /** With at most so many relations. */
  maxDegree?: number | null | undefined;
  /** With at most so many mentions. */
  maxMentions?: number | null | undefined;
  /** With at least so many relations. */
  minDegree?: number | null | undefined;
  /** With at least so many mentions. */
  minMentions?: number | null | undefined;
  /** Not passing this filter. */
  not?: EntityFilter | null | undefined;
  /** Passing one of these filters as well; an empty list asks nothing. */
  or?: Array<EntityFilter> | null | undefined;
  /** With a relation of one of these predicates, as subject or object. */
  predicates?: Array<Predicate> | null | undefined;
  /** With a relation, as subject or object, that passes this filter: by confidence, amount, period or what stands at the other end. */
  relations?: RelationFilter | null | undefined;
  /** Mentioned in a section that passes this filter. */
  sections?: SectionFilter | null | undefined;
  /** With this text in the label or an alias; letter case and diacritics do not count. */
  text?: string | null | undefined;
  /** Of one of these types. */
  types?: Array<EntityType> | null | undefined;
  /** Spoken of by a document of one of these budget years; together with chapters and documentKinds, one document must be all of it. */
  years?: Array<number> | null | undefined;
};

/** The types of entity that there are. */
export type EntityType =
  /** activiteit (activity). A duty or action that the text gives to somebody, usually a list item. */
  | 'ACTIVITY'
  /** begrotingsartikel (budget article). An article or sub-article of a chapter, in a budget year. */
  | 'BUDGET_ARTICLE'
  /** begrotingshoofdstuk (budget chapter). A chapter or fund of the state budget, by its code. */
  | 'BUDGET_CHAPTER'
  /** begrotingspost (budget line). A row of a budget table; a sub-article, an instrument kind (subsidies, bijdragen, opdrachten) or a receiver. */
  | 'BUDGET_LINE'
  /** coalitie (coalition). An informal or ad hoc grouping of states or organisations. */
  | 'COALITION'
  /** document (document). One parliamentary paper or budget publication. */
  | 'DOCUMENT'
  /** rechtsinstrument (legal instrument). A law, treaty, regulation, directive or sanction regime with a name. */
  | 'LEGAL_INSTRUMENT'
  /** ministerie (ministry). A ministry as an organisation. */
  | 'MINISTRY'
  /** doelstelling (objective). A stated goal, pillar or desired outcome, as a noun or infinitive phrase. */
  | 'OBJECTIVE'
  /** organisatie (organisation). Any other body, national or international. */
  | 'ORGANISATION'
  /** persoon (person). A named person. */
  | 'PERSON'
  /** plaats (place). A country, region or geopolitical area. */
  | 'PLACE'
  /** beleid (policy). A strategy, programme, agenda, plan or mission with a name. */
  | 'POLICY'
  /** beleidsterrein (policy domain). A field of policy or a means of government named as such. */
  | 'POLICY_DOMAIN'
  /** ambt (role). An office or collective office holder, not a named person. */
  | 'ROLE'
  /** dreiging (threat). What endangers safety, welfare or the policy goal. */
  | 'THREAT';

/** What an amount counts. */
export type FigureKind =
  /** Obligations entered into (verplichtingen). */
  | 'COMMITMENTS'
  /** Money spent (uitgaven). */
  | 'EXPENDITURE'
  /** Money received (ontvangsten). */
  | 'RECEIPTS';

/** When in a budget's life an amount was set. */
export type FigureStage =
  /** The budget as adopted (vastgestelde begroting). */
  | 'ADOPTED'
  /** The draft budget (ontwerpbegroting). */
  | 'DRAFT'
  /** After the first supplementary budget (eerste suppletoire). */
  | 'FIRST_SUPPLEMENTARY'
  /** What it came to (realisatie). */
  | 'OUTTURN'
  /** After the second supplementary budget (tweede suppletoire). */
  | 'SECOND_SUPPLEMENTARY';

/** Narrows what find gives; every condition given must hold. Those on documents hold for an entity when one document that speaks of it passes them all. */
export type FindFilter = {
  /** Passing all of these filters as well. */
  and?: Array<FindFilter> | null | undefined;
  /** Of one of these budget chapters. */
  chapters?: Array<string | number> | null | undefined;
  /** Documents of one of these kinds. */
  documentKinds?: Array<DocumentKind> | null | undefined;
  /** One of these documents. */
  documents?: Array<string | number> | null | undefined;
  /** Not passing this filter. */
  not?: FindFilter | null | undefined;
  /** Passing one of these filters as well; an empty list asks nothing. */
  or?: Array<FindFilter> | null | undefined;
  /** Only sentences, in a section with one of these texts in its title or a title above it; letter case and diacritics do not count. */
  sections?: Array<string> | null | undefined;
  /** Entities of one of these types, and sentences and documents that mention one. */
  types?: Array<EntityType> | null | undefined;
  /** About one of these budget years. */
  years?: Array<number> | null | undefined;
};

/** What became of a file. */
export type IngestStatus =
  /** The document is new to the graph. */
  | 'ADDED'
  /** The document says something else than before. */
  | 'CHANGED'
  /** It could not be taken in; error says why. */
  | 'FAILED'
  /** The document says what it said before. */
  | 'UNCHANGED';

/** How far a job is. */
export type JobStatus =
  /** Somebody stopped it, or the server did; what was stored before stays. */
  | 'CANCELLED'
  /** Every file was looked at, whatever became of each. */
  | 'DONE'
  /** It could not go on; what was stored before stays. */
  | 'FAILED'
  /** It waits for others to end. */
  | 'QUEUED'
  /** It takes in documents. */
  | 'RUNNING';

/** On what it rests that a place of one document is that of another, the surest first. */
export type PlaceBasis =
  /** Titles of which one holds the other, under two numbers. */
  | 'ALIKE_TITLE'
  /** What stands outside any article in both. */
  | 'DOCUMENT'
  /** The same number, where one of them has no title that could say otherwise. */
  | 'NUMBER'
  /** The same number, and titles with words in common. */
  | 'NUMBER_AND_ALIKE_TITLE'
  /** The official figures have them as one article over the years. */
  | 'OFFICIAL_FIGURES'
  /** The register of renumberings says so. */
  | 'REGISTER'
  /** The same number and the same title, but for spelling. */
  | 'SAME_NUMBER_AND_TITLE'
  /** The same title under another number. */
  | 'SAME_TITLE';

/** The predicates: how a relation's subject and object hang together. */
export type Predicate =
  /** Is gericht tegen (addresses). Read backwards: wordt bestreden door (is addressed by). */
  | 'ADDRESSES'
  /** Begroot of realiseert (allocates). Read backwards: is begroot door (is allocated by). */
  | 'ALLOCATES'
  /** Berust op (is based on). Read backwards: is grondslag van (is the basis of). */
  | 'BASED_ON'
  /** Hoort bij (belongs to). Read backwards: heeft als hoofdstuk (has chapter). */
  | 'BELONGS_TO'
  /** Verwijst naar (cites). Read backwards: wordt aangehaald door (is cited by). */
  | 'CITES'
  /** Betreft (concerns). Read backwards: is onderwerp van (is the concern of). */
  | 'CONCERNS'
  /** Draagt bij aan (contributes to). Read backwards: ontvangt een bijdrage van (receives a contribution from). */
  | 'CONTRIBUTES_TO'
  /** Werkt samen met (cooperates with). Read backwards: werkt samen met (cooperates with). */
  | 'COOPERATES_WITH'
  /** Wordt beschreven in (is described in). Read backwards: beschrijft (describes). */
  | 'DESCRIBED_IN'
  /** Strekt zich uit naar (extends to). Read backwards: wordt geraakt door (is leaned on by). */
  | 'EXTENDS_TO'
  /** Financiert (funds). Read backwards: wordt gefinancierd door (is funded by). */
  | 'FUNDS'
  /** Heeft als doel (has as objective). Read backwards: is doel van (is objective of). */
  | 'HAS_OBJECTIVE'
  /** Voert uit (implements). Read backwards: wordt uitgevoerd door (is implemented by). */
  | 'IMPLEMENTS'
  /** Vergt inzet van (involves). Read backwards: wordt ingezet voor (is involved in). */
  | 'INVOLVES'
  /** Staat aan het hoofd van (leads). Read backwards: staat onder leiding van (is led by). */
  | 'LEADS'
  /** Is lid van (is member of). Read backwards: heeft als lid (has member). */
  | 'MEMBER_OF'
  /** Neemt deel aan (participates in). Read backwards: heeft als deelnemer (has participant). */
  | 'PARTICIPATES_IN'
  /** Is onderdeel van (is part of). Read backwards: heeft als onderdeel (has part). */
  | 'PART_OF'
  /** Is aangeboden aan (was presented to). Read backwards: heeft ontvangen (received). */
  | 'PRESENTED_TO'
  /** Is (stelsel)verantwoordelijk voor (is responsible for). Read backwards: valt onder de verantwoordelijkheid van (is the responsibility of). */
  | 'RESPONSIBLE_FOR'
  /** Is hetzelfde als (is the same as). Read backwards: is hetzelfde als (is the same as). */
  | 'SAME_AS'
  /** Volgt op (succeeds). Read backwards: wordt opgevolgd door (is succeeded by). */
  | 'SUCCEEDS'
  /** Houdt toezicht op (supervises). Read backwards: staat onder toezicht van (is supervised by). */
  | 'SUPERVISES'
  /** Richt zich op (targets). Read backwards: is doelgebied van (is target of). */
  | 'TARGETS'
  /** Bedreigt (threatens). Read backwards: wordt bedreigd door (is threatened by). */
  | 'THREATENS';

/** Narrows a set of relations; every condition given must hold. */
export type RelationFilter = {
  /** Stating an amount of one of these kinds. */
  amountKinds?: Array<AmountKind> | null | undefined;
  /** Passing all of these filters as well. */
  and?: Array<RelationFilter> | null | undefined;
  /** With evidence inside one of these budget articles. */
  articles?: Array<string | number> | null | undefined;
  /** Attested by a document of one of these budget chapters; together with documentYears and documentKinds, one document must be all of it. */
  chapters?: Array<string | number> | null | undefined;
  /** True: somebody confirmed it; false: nobody decided of it yet. What was refused is in no list, and passes neither. */
  decided?: boolean | null | undefined;
  /** Attested by a document of one of these kinds. */
  documentKinds?: Array<DocumentKind> | null | undefined;
  /** Attested by a document of one of these budget years. */
  documentYears?: Array<number> | null | undefined;
  /** Attested by one of these documents. */
  documents?: Array<string | number> | null | undefined;
  /** True: the words said that the list is complete; false: that it goes on. What says nothing of it passes neither. */
  exhaustive?: boolean | null | undefined;
  /** With one of these ids, short or as IRI. */
  ids?: Array<string | number> | null | undefined;
  /** Stating an amount of at most this, in whole units. */
  maxAmount?: string | null | undefined;
  /** With at most this confidence, from 0 to 1. */
  maxConfidence?: number | null | undefined;
  /** Stating an amount of at least this, in whole units: 250000000. */
  minAmount?: string | null | undefined;
  /** With at least this confidence, from 0 to 1. */
  minConfidence?: number | null | undefined;
  /** Not passing this filter. */
  not?: RelationFilter | null | undefined;
  /** With this entity as object. */
  object?: string | number | null | undefined;
  /** With an object of one of these types. */
  objectTypes?: Array<EntityType> | null | undefined;
  /** With an object that passes this filter; a value is none. */
  objectWhere?: EntityFilter | null | undefined;
  /** Passing one of these filters as well; an empty list asks nothing. */
  or?: Array<RelationFilter> | null | undefined;
  /** Said to hold in this year or later: by its period or year, or those of an amount. What names no time does not pass. */
  periodFrom?: number | null | undefined;
  /** Said to hold in this year or earlier. */
  periodUntil?: number | null | undefined;
  /** With one of these predicates. */
  predicates?: Array<Predicate> | null | undefined;
  /** With evidence in a section that passes this filter: a lettered section, say, or under the heading of a role. */
  sections?: SectionFilter | null | undefined;
  /** Stating an amount of one of these stages of the budget. */
  stages?: Array<BudgetStage> | null | undefined;
  /** With this entity as subject. */
  subject?: string | number | null | undefined;
  /** With a subject of one of these types. */
  subjectTypes?: Array<EntityType> | null | undefined;
  /** With a subject that passes this filter. */
  subjectWhere?: EntityFilter | null | undefined;
  /** Resting on words with this text in them; letter case and diacritics do not count. */
  text?: string | null | undefined;
  /** Stating an amount of one of these budget years. */
  years?: Array<number> | null | undefined;
};

/** What somebody can decide of a relation. */
export type RelationVerdict =
  /** It holds. */
  | 'CONFIRMED'
  /** It does not hold, and is left out. */
  | 'REFUSED';

/** Narrows a set of sections; every condition given must hold. */
export type SectionFilter = {
  /** Passing all of these filters as well. */
  and?: Array<SectionFilter> | null | undefined;
  /** Being or standing in one of these budget articles. */
  articles?: Array<string | number> | null | undefined;
  /** In a document about one of these budget chapters. */
  chapters?: Array<string | number> | null | undefined;
  /** In a document of one of these kinds. */
  documentKinds?: Array<DocumentKind> | null | undefined;
  /** In a document about one of these budget years. */
  documentYears?: Array<number> | null | undefined;
  /** In one of these documents. */
  documents?: Array<string | number> | null | undefined;
  /** With a mention of one of these entities. */
  entities?: Array<string | number> | null | undefined;
  /** Of one of these kinds: article, section (a lettered one), table, heading, role, lead-in, item. */
  kinds?: Array<string> | null | undefined;
  /** Not passing this filter. */
  not?: SectionFilter | null | undefined;
  /** With this number or letter; letter case does not count. */
  number?: string | null | undefined;
  /** Passing one of these filters as well; an empty list asks nothing. */
  or?: Array<SectionFilter> | null | undefined;
  /** Holding the words of a relation that passes this filter; together with role, under that role heading. */
  relations?: RelationFilter | null | undefined;
  /** Being or holding a role heading with this text, such as financier; letter case and diacritics do not count. */
  role?: string | null | undefined;
  /** With this text in the title; letter case and diacritics do not count. */
  text?: string | null | undefined;
};

/** What somebody can decide of two entities. */
export type Verdict =
  /** They are two things. */
  | 'DIFFERENT'
  /** They are one thing. */
  | 'SAME';

export type ChangesSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type ChangesSubscription = { changes: { commit: { number: number } | null } };

export type CompareQueryVariables = Exact<{
  from: string | number;
  to: string | number;
  article?: string | number | null | undefined;
}>;


export type CompareQuery = { compare: { differs: boolean, placeCount: number, from: { id: string, title: string, budgetYear: number | null }, to: { id: string, title: string, budgetYear: number | null }, places: Array<{ basis: PlaceBasis | null, from: { id: string | null, number: string | null, title: string | null } | null, to: { id: string | null, number: string | null, title: string | null } | null, counts: Array<{ topic: CompareTopic, gone: number, new: number, reworded: number, changed: number, kept: number }> }> } | null };

export type ComparePlaceQueryVariables = Exact<{
  from: string | number;
  to: string | number;
  article: string | number;
}>;


export type ComparePlaceQuery = { compare: { places: Array<{ entities: Array<{ change: CompareChange, topic: CompareTopic, from: { label: string, entity: { id: string, type: EntityType, label: string }, words: WordsFragment | null } | null, to: { label: string, entity: { id: string, type: EntityType, label: string }, words: WordsFragment | null } | null }>, chapters: Array<{ change: CompareChange, chapterId: string, chapter: { id: string, label: string } | null, from: Array<{ kind: ChapterLinkKind, evidence: { text: string, page: number | null, document: { id: string, title: string }, span: { start: number, end: number } } }>, to: Array<{ kind: ChapterLinkKind, evidence: { text: string, page: number | null, document: { id: string, title: string }, span: { start: number, end: number } } }> }>, relations: Array<{ change: CompareChange, implied: boolean, from: { relation: RelationLineFragment } | null, to: { relation: RelationLineFragment } | null }>, amounts: Array<{ change: CompareChange, difference: string | null, from: { line: string, subject: { id: string }, stated: { year: number | null, stage: BudgetStage | null, kind: AmountKind | null, amount: { value: string } } } | null, to: { line: string, subject: { id: string }, stated: { year: number | null, stage: BudgetStage | null, kind: AmountKind | null, amount: { value: string } } } | null }> }> } | null };

export type WordsFragment = { page: number | null, text: string, document: { id: string, title: string }, span: { start: number, end: number } };

export type EntityQueryVariables = Exact<{
  id: string | number;
  first: number;
}>;


export type EntityQuery = { entity:
    | (
      { id: string, iri: string, type: EntityType, label: string, aliases: Array<string>, sameAs: Array<string>, joined: Array<{ id: string, reason: string }>, mentions: { totalCount: number }, documents: { totalCount: number, nodes: Array<DocumentLineFragment> }, says: { totalCount: number, nodes: Array<(
          { object: { id: string, type: EntityType, label: string } | null }
          & FactFragment
        )> }, said: { totalCount: number, nodes: Array<(
          { subject: { id: string, type: EntityType, label: string } }
          & FactFragment
        )> } }
      & { __typename: 'Activity' | 'Coalition' | 'LegalInstrument' | 'Ministry' | 'Objective' | 'Organisation' | 'Person' | 'Place' | 'Policy' | 'PolicyDomain' | 'Role' | 'Threat' }
    )
    | (
      { number: string, year: number | null, id: string, iri: string, type: EntityType, label: string, aliases: Array<string>, sameAs: Array<string>, chapter: { id: string, label: string, code: string } | null, lines: Array<{ id: string, type: EntityType, label: string }>, figures: SeriesFragment | null, joined: Array<{ id: string, reason: string }>, mentions: { totalCount: number }, documents: { totalCount: number, nodes: Array<DocumentLineFragment> }, says: { totalCount: number, nodes: Array<(
          { object: { id: string, type: EntityType, label: string } | null }
          & FactFragment
        )> }, said: { totalCount: number, nodes: Array<(
          { subject: { id: string, type: EntityType, label: string } }
          & FactFragment
        )> } }
      & { __typename: 'BudgetArticle' }
    )
    | (
      { code: string, id: string, iri: string, type: EntityType, label: string, aliases: Array<string>, sameAs: Array<string>, articles: Array<{ id: string, type: EntityType, label: string }>, total: { standings: Array<{ year: number, name: string, totals: Array<{ kind: FigureKind, stage: FigureStage, amount: { value: string } }> }> } | null, joined: Array<{ id: string, reason: string }>, mentions: { totalCount: number }, documents: { totalCount: number, nodes: Array<DocumentLineFragment> }, says: { totalCount: number, nodes: Array<(
          { object: { id: string, type: EntityType, label: string } | null }
          & FactFragment
        )> }, said: { totalCount: number, nodes: Array<(
          { subject: { id: string, type: EntityType, label: string } }
          & FactFragment
        )> } }
      & { __typename: 'BudgetChapter' }
    )
    | (
      { id: string, iri: string, type: EntityType, label: string, aliases: Array<string>, sameAs: Array<string>, article: { id: string, label: string } | null, parent: { id: string, type: EntityType, label: string } | null, lines: Array<{ id: string, type: EntityType, label: string }>, joined: Array<{ id: string, reason: string }>, mentions: { totalCount: number }, documents: { totalCount: number, nodes: Array<DocumentLineFragment> }, says: { totalCount: number, nodes: Array<(
          { object: { id: string, type: EntityType, label: string } | null }
          & FactFragment
        )> }, said: { totalCount: number, nodes: Array<(
          { subject: { id: string, type: EntityType, label: string } }
          & FactFragment
        )> } }
      & { __typename: 'BudgetLine' }
    )
    | (
      { ingested: boolean, title: string, kind: DocumentKind | null, dossier: string | null, budgetYear: number | null, parliamentaryYear: string | null, pages: number, id: string, iri: string, type: EntityType, label: string, aliases: Array<string>, sameAs: Array<string>, about: { id: string, label: string } | null, joined: Array<{ id: string, reason: string }>, mentions: { totalCount: number }, documents: { totalCount: number, nodes: Array<DocumentLineFragment> }, says: { totalCount: number, nodes: Array<(
          { object: { id: string, type: EntityType, label: string } | null }
          & FactFragment
        )> }, said: { totalCount: number, nodes: Array<(
          { subject: { id: string, type: EntityType, label: string } }
          & FactFragment
        )> } }
      & { __typename: 'Document' }
    )
   | null };

export type EvidenceQueryVariables = Exact<{
  id: string | number;
}>;


export type EvidenceQuery = { node: { id: string, evidence: Array<GroundsFragment> } | null };

export type SeriesFragment = { standings: Array<{ id: string, year: number, name: string, figures: Array<{ kind: FigureKind, stage: FigureStage, line: number, amount: { value: string } }> }>, links: Array<{ restsOn: string, from: { id: string, year: number }, to: { id: string, year: number } }> };

export type GroundsFragment = { page: number | null, section: Array<string>, text: string, rule: string, confidence: number, inherited: string | null, document: { id: string, title: string }, span: { start: number, end: number }, subjectSpan: { start: number, end: number } | null, objectSpan: { start: number, end: number } | null };

export type RelationLineFragment = (
  { subject: { id: string, type: EntityType, label: string }, object: { id: string, type: EntityType, label: string } | null }
  & FactFragment
);

export type FactFragment = { id: string, predicate: Predicate, exhaustive: boolean | null, confidence: number, nl: string, en: string, qualifiers: Array<{ name: string, value: string }>, amounts: Array<{ year: number | null, stage: BudgetStage | null, kind: AmountKind | null, amount: { value: string } }>, decision: { verdict: RelationVerdict } | null };

export type FindQueryVariables = Exact<{
  text: string;
  filter?: FindFilter | null | undefined;
  first: number;
  sentences: number;
  documents: number;
}>;


export type FindQuery = { entities: { totalCount: number, nodes: Array<
      | { snippet: HighlightedFragment }
      | { entity: { id: string, type: EntityType, label: string }, snippet: HighlightedFragment }
    > }, sentences: { totalCount: number, nodes: Array<
      | { snippet: HighlightedFragment }
      | { page: number, section: Array<string>, document: { id: string, title: string }, span: { start: number, end: number }, snippet: HighlightedFragment }
    > }, documents: { totalCount: number, nodes: Array<
      | { document: DocumentLineFragment, snippet: HighlightedFragment }
      | { snippet: HighlightedFragment }
    > }, all: { totalCount: number, suggestions: Array<string>, behind: boolean } };

export type FacetsQueryVariables = Exact<{
  text: string;
  types?: FindFilter | null | undefined;
  chapters?: FindFilter | null | undefined;
  years?: FindFilter | null | undefined;
  kinds?: FindFilter | null | undefined;
  sections?: FindFilter | null | undefined;
}>;


export type FacetsQuery = { types: { facets: { values: Array<CountFragment> } }, chapters: { facets: { values: Array<CountFragment> } }, years: { facets: { values: Array<CountFragment> } }, kinds: { facets: { values: Array<CountFragment> } }, sections: { facets: { values: Array<CountFragment> } } };

export type NamedQueryVariables = Exact<{
  text: string;
  filter?: FindFilter | null | undefined;
}>;


export type NamedQuery = { find: { nodes: Array<{ entity: { id: string } }> } };

export type PredicateCountsQueryVariables = Exact<{
  filter?: RelationFilter | null | undefined;
}>;


export type PredicateCountsQuery = { aggregateRelations: { groups: Array<{ predicate: Predicate | null, count: number }> } };

export type CountsQueryVariables = Exact<{
  types?: EntityFilter | null | undefined;
  chapters?: EntityFilter | null | undefined;
  documents?: Array<string | number> | string | number | null | undefined;
  predicates?: RelationFilter | null | undefined;
  years?: RelationFilter | null | undefined;
}>;


export type CountsQuery = { types: { groups: Array<{ type: EntityType | null, count: number }> }, chapters: { groups: Array<{ chapterId: string | null, count: number, chapter: { label: string } | null }> }, predicates: { groups: Array<{ predicate: Predicate | null, count: number }> }, years: { groups: Array<{ year: number | null, count: number }> }, BUDGET: { totalCount: number }, FIRST_SUPPLEMENTARY_BUDGET: { totalCount: number }, SECOND_SUPPLEMENTARY_BUDGET: { totalCount: number }, SUPPLEMENTARY_BUDGET: { totalCount: number }, FINAL_ACT: { totalCount: number }, ANNUAL_REPORT: { totalCount: number }, LETTER: { totalCount: number }, OTHER: { totalCount: number } };

export type CountFragment = { value: string, label: string, count: number };

export type HighlightedFragment = { text: string, span: { start: number, end: number } | null, highlights: Array<{ start: number, end: number }> };

export type FindCountQueryVariables = Exact<{
  text: string;
  filter?: FindFilter | null | undefined;
}>;


export type FindCountQuery = { find: { totalCount: number, suggestions: Array<string> } };

export type BrowseQueryVariables = Exact<{
  filter?: EntityFilter | null | undefined;
  documents?: DocumentFilter | null | undefined;
  first: number;
  papers?: number | null | undefined;
}>;


export type BrowseQuery = { entities: { totalCount: number, nodes: Array<{ id: string, type: EntityType, label: string }> }, documents: { totalCount: number, nodes: Array<DocumentLineFragment> } };

export type FindStatementsQueryVariables = Exact<{
  ids: Array<string | number> | string | number;
  filter?: RelationFilter | null | undefined;
}>;


export type FindStatementsQuery = { nodes: Array<
    | { id: string, relations: { totalCount: number, nodes: Array<RelationLineFragment> } }
    | { id: string }
   | null> };

export type StatementsQueryVariables = Exact<{
  filter?: RelationFilter | null | undefined;
  first: number;
}>;


export type StatementsQuery = { relations: { totalCount: number, nodes: Array<RelationLineFragment> } };

export type DocumentLineFragment = { id: string, title: string, kind: DocumentKind | null, budgetYear: number | null, pages: number, chapter: { id: string, label: string } | null };

export type NeighbourhoodQueryVariables = Exact<{
  id: string | number;
  depth: number;
  predicates?: Array<Predicate> | Predicate | null | undefined;
  limit: number;
}>;


export type NeighbourhoodQuery = { neighbourhood: { truncated: boolean, nodes: Array<{ id: string, type: EntityType, label: string }>, edges: Array<EdgeFragment> } };

export type BetweenQueryVariables = Exact<{
  from: string | number;
  to: string | number;
}>;


export type BetweenQuery = { path: Array<{ length: number, nodes: Array<{ id: string, type: EntityType, label: string }>, edges: Array<EdgeFragment> }> };

export type SuggestQueryVariables = Exact<{
  text: string;
}>;


export type SuggestQuery = { search: { nodes: Array<{ id: string, type: EntityType, label: string }> } };

export type EdgeFragment = { id: string, predicate: Predicate, confidence: number, nl: string, en: string, subject: { id: string }, object: { id: string } | null };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { name: string | null, role: AccessRole | null, expires: string | null, mayReview: boolean, mayIngest: boolean } };

export type UploadMutationVariables = Exact<{
  files: Array<unknown> | unknown;
}>;


export type UploadMutation = { ingestUpload: { id: string } };

export type IngestDemoMutationVariables = Exact<{ [key: string]: never; }>;


export type IngestDemoMutation = { ingestDemo: { id: string } };

export type CancelMutationVariables = Exact<{
  id: string | number;
}>;


export type CancelMutation = { cancelJob: { id: string, status: JobStatus } };

export type JobFilesQueryVariables = Exact<{
  id: string | number;
}>;


export type JobFilesQuery = { job: { files: { nodes: Array<FileStateFragment> } } };

export type ProgressSubscriptionVariables = Exact<{
  job: string | number;
}>;


export type ProgressSubscription = { ingestProgress: { job: JobStateFragment, files: Array<FileStateFragment> } };

export type JobStateFragment = { id: string, status: JobStatus, total: number, done: number, current: string | null, error: string | null, summary: { added: number, changed: number, unchanged: number, failed: number, entities: number, relations: number, evidences: number } };

export type FileStateFragment = { file: string, status: IngestStatus, documentId: string | null, entities: number, relations: number, warnings: Array<string>, error: string | null, document: { id: string, title: string } | null };

export type MatrixQueryVariables = Exact<{
  year?: number | null | undefined;
  kinds?: Array<ChapterLinkKind> | ChapterLinkKind | null | undefined;
}>;


export type MatrixQuery = { chapterMatrix: { chapters: Array<{ id: string, read: boolean, chapter: { label: string, code: string } | null }>, cells: Array<{ fromId: string, toId: string, links: number, shared: number, oneSided: boolean, otherRead: boolean, kinds: Array<{ kind: ChapterLinkKind, count: number }> }> }, documents: { nodes: Array<{ budgetYear: number | null }> } };

export type LinksQueryVariables = Exact<{
  from?: string | number | null | undefined;
  to?: string | number | null | undefined;
  year?: number | null | undefined;
  kinds?: Array<ChapterLinkKind> | ChapterLinkKind | null | undefined;
}>;


export type LinksQuery = { chapterLinks: Array<{ fromId: string, toId: string, kind: ChapterLinkKind, oneSided: boolean, otherRead: boolean, fromArticle: { id: string, label: string, number: string } | null, about: { id: string, type: EntityType, label: string } | null, amount: { value: string, unit: string } | null, relations: Array<{ id: string }>, evidence: GroundsFragment }> };

export type DocumentQueryVariables = Exact<{
  id: string | number;
}>;


export type DocumentQuery = { document: { id: string, title: string, kind: DocumentKind | null, dossier: string | null, number: string | null, budgetYear: number | null, parliamentaryYear: string | null, pages: number, ingested: boolean, length: number, text: string, chapter: { id: string, label: string } | null } | null, sections: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<PartFragment> } };

export type MoreSectionsQueryVariables = Exact<{
  id: string | number;
  after: string;
}>;


export type MoreSectionsQuery = { sections: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<PartFragment> } };

export type ReadingQueryVariables = Exact<{
  id: string | number;
  start: number;
  end: number;
}>;


export type ReadingQuery = { document: { reading: { mentions: Array<{ span: { start: number, end: number }, entity: { id: string, type: EntityType, label: string } }>, statements: Array<{ span: { start: number, end: number }, relations: Array<RelationLineFragment> }> } } | null };

export type DocumentsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type DocumentsQuery = { documents: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<DocumentLineFragment> } };

export type PartFragment = { kind: string, number: string | null, title: string, page: number | null, heading: { start: number, end: number }, span: { start: number, end: number } };

export type CandidatesQueryVariables = Exact<{
  first: number;
  types?: Array<EntityType> | EntityType | null | undefined;
}>;


export type CandidatesQuery = { candidates: { totalCount: number, nodes: Array<{ score: number, reasonCodes: Array<{ code: CandidateReasonCode, arguments: Array<string> }>, a: SideFragment, b: SideFragment }> } };

export type DecisionsQueryVariables = Exact<{
  first: number;
}>;


export type DecisionsQuery = { decisions: { totalCount: number, nodes: Array<{ verdict: Verdict, ids: Array<string>, who: string, date: string, note: string, warning: string | null }> } };

export type SideFragment = { registered: boolean, mentionCount: number, relationCount: number, entity: { id: string, type: EntityType, label: string, aliases: Array<string> }, passages: Array<{ page: number | null, text: string, document: { id: string, title: string }, span: { start: number, end: number } }> };

export type AcceptMutationVariables = Exact<{
  a: string | number;
  b: string | number;
  note?: string | null | undefined;
}>;


export type AcceptMutation = { acceptCandidate: { decision: { verdict: Verdict, ids: Array<string> } } };

export type RefuseMutationVariables = Exact<{
  a: string | number;
  b: string | number;
  note?: string | null | undefined;
}>;


export type RefuseMutation = { refuseCandidate: { decision: { verdict: Verdict, ids: Array<string> } } };

export type UndoMutationVariables = Exact<{
  a: string | number;
  b: string | number;
}>;


export type UndoMutation = { undoDecision: { decision: { verdict: Verdict, ids: Array<string> } } };

export type UnsureQueryVariables = Exact<{
  first: number;
}>;


export type UnsureQuery = { relations: { totalCount: number, nodes: Array<RelationLineFragment> } };

export type RelationDecisionsQueryVariables = Exact<{
  last: number;
}>;


export type RelationDecisionsQuery = { relationDecisions: { totalCount: number, nodes: Array<{ verdict: RelationVerdict, relationId: string, who: string, date: string, note: string, warning: string | null, subject: string, object: string, relation: RelationLineFragment | null }> } };

export type ConfirmRelationMutationVariables = Exact<{
  id: string | number;
  note?: string | null | undefined;
}>;


export type ConfirmRelationMutation = { confirmRelation: { decision: { verdict: RelationVerdict, relationId: string } } };

export type RefuseRelationMutationVariables = Exact<{
  id: string | number;
  note?: string | null | undefined;
}>;


export type RefuseRelationMutation = { refuseRelation: { decision: { verdict: RelationVerdict, relationId: string } } };

export type UndoRelationMutationVariables = Exact<{
  id: string | number;
}>;


export type UndoRelationMutation = { undoRelationDecision: { decision: { verdict: RelationVerdict, relationId: string } } };

export type StartQueryVariables = Exact<{ [key: string]: never; }>;


export type StartQuery = { statistics: { documents: number, entities: number, relations: number, evidences: number, mentions: number, entitiesByType: Array<{ type: EntityType, count: number }>, relationsByPredicate: Array<{ predicate: Predicate, count: number }>, documentsByKind: Array<{ kind: DocumentKind | null, count: number }> }, ontology: { types: Array<{ type: EntityType, description: string, nl: string, en: string, manyNl: string, manyEn: string }>, predicates: Array<{ predicate: Predicate, nl: string, en: string, backNl: string, backEn: string }> } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const WordsFragmentDoc = new TypedDocumentString(`
    fragment Words on ComparedWords {
  document {
    id
    title
  }
  page
  span {
    start
    end
  }
  text
}
    `, {"fragmentName":"Words"}) as unknown as TypedDocumentString<WordsFragment, unknown>;
export const SeriesFragmentDoc = new TypedDocumentString(`
    fragment Series on FigureSeries {
  standings {
    id
    year
    name
    figures {
      kind
      stage
      amount {
        value
      }
      line
    }
  }
  links {
    restsOn
    from {
      id
      year
    }
    to {
      id
      year
    }
  }
}
    `, {"fragmentName":"Series"}) as unknown as TypedDocumentString<SeriesFragment, unknown>;
export const GroundsFragmentDoc = new TypedDocumentString(`
    fragment Grounds on Evidence {
  document {
    id
    title
  }
  page
  section
  span {
    start
    end
  }
  subjectSpan {
    start
    end
  }
  objectSpan {
    start
    end
  }
  text
  rule
  confidence
  inherited
}
    `, {"fragmentName":"Grounds"}) as unknown as TypedDocumentString<GroundsFragment, unknown>;
export const FactFragmentDoc = new TypedDocumentString(`
    fragment Fact on Relation {
  id
  predicate
  nl: words
  en: words(lang: EN)
  exhaustive
  confidence
  qualifiers {
    name
    value
  }
  amounts {
    amount {
      value
    }
    year
    stage
    kind
  }
  decision {
    verdict
  }
}
    `, {"fragmentName":"Fact"}) as unknown as TypedDocumentString<FactFragment, unknown>;
export const RelationLineFragmentDoc = new TypedDocumentString(`
    fragment RelationLine on Relation {
  ...Fact
  subject {
    id
    type
    label
  }
  object {
    id
    type
    label
  }
}
    fragment Fact on Relation {
  id
  predicate
  nl: words
  en: words(lang: EN)
  exhaustive
  confidence
  qualifiers {
    name
    value
  }
  amounts {
    amount {
      value
    }
    year
    stage
    kind
  }
  decision {
    verdict
  }
}`, {"fragmentName":"RelationLine"}) as unknown as TypedDocumentString<RelationLineFragment, unknown>;
export const CountFragmentDoc = new TypedDocumentString(`
    fragment Count on FacetCount {
  value
  label
  count
}
    `, {"fragmentName":"Count"}) as unknown as TypedDocumentString<CountFragment, unknown>;
export const HighlightedFragmentDoc = new TypedDocumentString(`
    fragment Highlighted on Snippet {
  text
  span {
    start
    end
  }
  highlights {
    start
    end
  }
}
    `, {"fragmentName":"Highlighted"}) as unknown as TypedDocumentString<HighlightedFragment, unknown>;
export const DocumentLineFragmentDoc = new TypedDocumentString(`
    fragment DocumentLine on Document {
  id
  title
  kind
  budgetYear
  pages
  chapter {
    id
    label
  }
}
    `, {"fragmentName":"DocumentLine"}) as unknown as TypedDocumentString<DocumentLineFragment, unknown>;
export const EdgeFragmentDoc = new TypedDocumentString(`
    fragment Edge on Relation {
  id
  predicate
  nl: words
  en: words(lang: EN)
  confidence
  subject {
    id
  }
  object {
    id
  }
}
    `, {"fragmentName":"Edge"}) as unknown as TypedDocumentString<EdgeFragment, unknown>;
export const JobStateFragmentDoc = new TypedDocumentString(`
    fragment JobState on IngestJob {
  id
  status
  total
  done
  current
  error
  summary {
    added
    changed
    unchanged
    failed
    entities
    relations
    evidences
  }
}
    `, {"fragmentName":"JobState"}) as unknown as TypedDocumentString<JobStateFragment, unknown>;
export const FileStateFragmentDoc = new TypedDocumentString(`
    fragment FileState on IngestFile {
  file
  status
  documentId
  document {
    id
    title
  }
  entities
  relations
  warnings
  error
}
    `, {"fragmentName":"FileState"}) as unknown as TypedDocumentString<FileStateFragment, unknown>;
export const PartFragmentDoc = new TypedDocumentString(`
    fragment Part on Section {
  kind
  number
  title
  page
  heading {
    start
    end
  }
  span {
    start
    end
  }
}
    `, {"fragmentName":"Part"}) as unknown as TypedDocumentString<PartFragment, unknown>;
export const SideFragmentDoc = new TypedDocumentString(`
    fragment Side on CandidateSide {
  registered
  mentionCount
  relationCount
  entity {
    id
    type
    label
    aliases
  }
  passages {
    document {
      id
      title
    }
    page
    span {
      start
      end
    }
    text
  }
}
    `, {"fragmentName":"Side"}) as unknown as TypedDocumentString<SideFragment, unknown>;
export const ChangesDocument = new TypedDocumentString(`
    subscription Changes {
  changes {
    commit {
      number
    }
  }
}
    `) as unknown as TypedDocumentString<ChangesSubscription, ChangesSubscriptionVariables>;
export const CompareDocument = new TypedDocumentString(`
    query Compare($from: ID!, $to: ID!, $article: ID) {
  compare(from: $from, to: $to, article: $article) {
    from {
      id
      title
      budgetYear
    }
    to {
      id
      title
      budgetYear
    }
    differs
    placeCount
    places(first: 100) {
      from {
        id
        number
        title
      }
      to {
        id
        number
        title
      }
      basis
      counts {
        topic
        gone
        new
        reworded
        changed
        kept
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CompareQuery, CompareQueryVariables>;
export const ComparePlaceDocument = new TypedDocumentString(`
    query ComparePlace($from: ID!, $to: ID!, $article: ID!) {
  compare(from: $from, to: $to, article: $article) {
    places(first: 1) {
      entities(first: 60) {
        change
        topic
        from {
          label
          entity {
            id
            type
            label
          }
          words {
            ...Words
          }
        }
        to {
          label
          entity {
            id
            type
            label
          }
          words {
            ...Words
          }
        }
      }
      chapters(first: 20) {
        change
        chapterId
        chapter {
          id
          label
        }
        from {
          kind
          evidence {
            text
            document {
              id
              title
            }
            span {
              start
              end
            }
            page
          }
        }
        to {
          kind
          evidence {
            text
            document {
              id
              title
            }
            span {
              start
              end
            }
            page
          }
        }
      }
      relations(first: 60) {
        change
        implied
        from {
          relation {
            ...RelationLine
          }
        }
        to {
          relation {
            ...RelationLine
          }
        }
      }
      amounts(first: 100) {
        change
        difference
        from {
          line
          subject {
            id
          }
          stated {
            amount {
              value
            }
            year
            stage
            kind
          }
        }
        to {
          line
          subject {
            id
          }
          stated {
            amount {
              value
            }
            year
            stage
            kind
          }
        }
      }
    }
  }
}
    fragment Words on ComparedWords {
  document {
    id
    title
  }
  page
  span {
    start
    end
  }
  text
}
fragment RelationLine on Relation {
  ...Fact
  subject {
    id
    type
    label
  }
  object {
    id
    type
    label
  }
}
fragment Fact on Relation {
  id
  predicate
  nl: words
  en: words(lang: EN)
  exhaustive
  confidence
  qualifiers {
    name
    value
  }
  amounts {
    amount {
      value
    }
    year
    stage
    kind
  }
  decision {
    verdict
  }
}`) as unknown as TypedDocumentString<ComparePlaceQuery, ComparePlaceQueryVariables>;
export const EntityDocument = new TypedDocumentString(`
    query Entity($id: ID!, $first: Int!) {
  entity(id: $id) {
    __typename
    id
    iri
    type
    label
    aliases
    sameAs
    joined {
      id
      reason
    }
    mentions(first: 0) {
      totalCount
    }
    documents(first: 50) {
      totalCount
      nodes {
        ...DocumentLine
      }
    }
    says: relations(direction: OUT, first: $first) {
      totalCount
      nodes {
        ...Fact
        object {
          id
          type
          label
        }
      }
    }
    said: relations(direction: IN, first: $first) {
      totalCount
      nodes {
        ...Fact
        subject {
          id
          type
          label
        }
      }
    }
    ... on BudgetArticle {
      number
      year
      chapter {
        id
        label
        code
      }
      lines {
        id
        type
        label
      }
      figures {
        ...Series
      }
    }
    ... on BudgetChapter {
      code
      articles {
        id
        type
        label
      }
      total: figures {
        standings {
          year
          name
          totals {
            kind
            stage
            amount {
              value
            }
          }
        }
      }
    }
    ... on BudgetLine {
      article {
        id
        label
      }
      parent {
        id
        type
        label
      }
      lines {
        id
        type
        label
      }
    }
    ... on Document {
      ingested
      title
      kind
      dossier
      budgetYear
      parliamentaryYear
      pages
      about: chapter {
        id
        label
      }
    }
  }
}
    fragment Series on FigureSeries {
  standings {
    id
    year
    name
    figures {
      kind
      stage
      amount {
        value
      }
      line
    }
  }
  links {
    restsOn
    from {
      id
      year
    }
    to {
      id
      year
    }
  }
}
fragment Fact on Relation {
  id
  predicate
  nl: words
  en: words(lang: EN)
  exhaustive
  confidence
  qualifiers {
    name
    value
  }
  amounts {
    amount {
      value
    }
    year
    stage
    kind
  }
  decision {
    verdict
  }
}
fragment DocumentLine on Document {
  id
  title
  kind
  budgetYear
  pages
  chapter {
    id
    label
  }
}`) as unknown as TypedDocumentString<EntityQuery, EntityQueryVariables>;
export const EvidenceDocument = new TypedDocumentString(`
    query Evidence($id: ID!) {
  node(id: $id) {
    ... on Relation {
      id
      evidence {
        ...Grounds
      }
    }
  }
}
    fragment Grounds on Evidence {
  document {
    id
    title
  }
  page
  section
  span {
    start
    end
  }
  subjectSpan {
    start
    end
  }
  objectSpan {
    start
    end
  }
  text
  rule
  confidence
  inherited
}`) as unknown as TypedDocumentString<EvidenceQuery, EvidenceQueryVariables>;
export const FindDocument = new TypedDocumentString(`
    query Find($text: String!, $filter: FindFilter, $first: Int!, $sentences: Int!, $documents: Int!) {
  entities: find(text: $text, in: [ENTITIES], filter: $filter, first: $first) {
    totalCount
    nodes {
      snippet {
        ...Highlighted
      }
      ... on FoundEntity {
        entity {
          id
          type
          label
        }
      }
    }
  }
  sentences: find(
    text: $text
    in: [SENTENCES]
    filter: $filter
    first: $sentences
  ) {
    totalCount
    nodes {
      snippet {
        ...Highlighted
      }
      ... on FoundSentence {
        document {
          id
          title
        }
        span {
          start
          end
        }
        page
        section
      }
    }
  }
  documents: find(
    text: $text
    in: [DOCUMENTS]
    filter: $filter
    first: $documents
  ) {
    totalCount
    nodes {
      snippet {
        ...Highlighted
      }
      ... on FoundDocument {
        document {
          ...DocumentLine
        }
      }
    }
  }
  all: find(text: $text, filter: $filter, first: 0) {
    totalCount
    suggestions
    behind
  }
}
    fragment Highlighted on Snippet {
  text
  span {
    start
    end
  }
  highlights {
    start
    end
  }
}
fragment DocumentLine on Document {
  id
  title
  kind
  budgetYear
  pages
  chapter {
    id
    label
  }
}`) as unknown as TypedDocumentString<FindQuery, FindQueryVariables>;
export const FacetsDocument = new TypedDocumentString(`
    query Facets($text: String!, $types: FindFilter, $chapters: FindFilter, $years: FindFilter, $kinds: FindFilter, $sections: FindFilter) {
  types: find(text: $text, filter: $types, first: 0) {
    facets {
      values: types {
        ...Count
      }
    }
  }
  chapters: find(text: $text, filter: $chapters, first: 0) {
    facets {
      values: chapters {
        ...Count
      }
    }
  }
  years: find(text: $text, filter: $years, first: 0) {
    facets {
      values: years {
        ...Count
      }
    }
  }
  kinds: find(text: $text, filter: $kinds, first: 0) {
    facets {
      values: documentKinds {
        ...Count
      }
    }
  }
  sections: find(text: $text, filter: $sections, first: 0) {
    facets {
      values: sections {
        ...Count
      }
    }
  }
}
    fragment Count on FacetCount {
  value
  label
  count
}`) as unknown as TypedDocumentString<FacetsQuery, FacetsQueryVariables>;
export const NamedDocument = new TypedDocumentString(`
    query Named($text: String!, $filter: FindFilter) {
  find(text: $text, in: [ENTITIES], filter: $filter, first: 500) {
    nodes {
      ... on FoundEntity {
        entity {
          id
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<NamedQuery, NamedQueryVariables>;
export const PredicateCountsDocument = new TypedDocumentString(`
    query PredicateCounts($filter: RelationFilter) {
  aggregateRelations(filter: $filter, groupBy: [PREDICATE]) {
    groups {
      predicate
      count
    }
  }
}
    `) as unknown as TypedDocumentString<PredicateCountsQuery, PredicateCountsQueryVariables>;
export const CountsDocument = new TypedDocumentString(`
    query Counts($types: EntityFilter, $chapters: EntityFilter, $documents: [ID!], $predicates: RelationFilter, $years: RelationFilter) {
  types: aggregateEntities(filter: $types, groupBy: [TYPE]) {
    groups {
      type
      count
    }
  }
  chapters: aggregateEntities(filter: $chapters, groupBy: [CHAPTER]) {
    groups {
      chapterId
      count
      chapter {
        label
      }
    }
  }
  predicates: aggregateRelations(filter: $predicates, groupBy: [PREDICATE]) {
    groups {
      predicate
      count
    }
  }
  years: aggregateRelations(filter: $years, groupBy: [YEAR]) {
    groups {
      year
      count
    }
  }
  BUDGET: documents(filter: {kinds: [BUDGET], chapters: $documents}, first: 0) {
    totalCount
  }
  FIRST_SUPPLEMENTARY_BUDGET: documents(
    filter: {kinds: [FIRST_SUPPLEMENTARY_BUDGET], chapters: $documents}
    first: 0
  ) {
    totalCount
  }
  SECOND_SUPPLEMENTARY_BUDGET: documents(
    filter: {kinds: [SECOND_SUPPLEMENTARY_BUDGET], chapters: $documents}
    first: 0
  ) {
    totalCount
  }
  SUPPLEMENTARY_BUDGET: documents(
    filter: {kinds: [SUPPLEMENTARY_BUDGET], chapters: $documents}
    first: 0
  ) {
    totalCount
  }
  FINAL_ACT: documents(
    filter: {kinds: [FINAL_ACT], chapters: $documents}
    first: 0
  ) {
    totalCount
  }
  ANNUAL_REPORT: documents(
    filter: {kinds: [ANNUAL_REPORT], chapters: $documents}
    first: 0
  ) {
    totalCount
  }
  LETTER: documents(filter: {kinds: [LETTER], chapters: $documents}, first: 0) {
    totalCount
  }
  OTHER: documents(filter: {kinds: [OTHER], chapters: $documents}, first: 0) {
    totalCount
  }
}
    `) as unknown as TypedDocumentString<CountsQuery, CountsQueryVariables>;
export const FindCountDocument = new TypedDocumentString(`
    query FindCount($text: String!, $filter: FindFilter) {
  find(text: $text, filter: $filter, first: 0) {
    totalCount
    suggestions
  }
}
    `) as unknown as TypedDocumentString<FindCountQuery, FindCountQueryVariables>;
export const BrowseDocument = new TypedDocumentString(`
    query Browse($filter: EntityFilter, $documents: DocumentFilter, $first: Int!, $papers: Int = 20) {
  entities(filter: $filter, orderBy: MENTIONS, first: $first) {
    totalCount
    nodes {
      id
      type
      label
    }
  }
  documents(filter: $documents, first: $papers) {
    totalCount
    nodes {
      ...DocumentLine
    }
  }
}
    fragment DocumentLine on Document {
  id
  title
  kind
  budgetYear
  pages
  chapter {
    id
    label
  }
}`) as unknown as TypedDocumentString<BrowseQuery, BrowseQueryVariables>;
export const FindStatementsDocument = new TypedDocumentString(`
    query FindStatements($ids: [ID!]!, $filter: RelationFilter) {
  nodes(ids: $ids) {
    id
    ... on Entity {
      relations(filter: $filter, first: 8) {
        totalCount
        nodes {
          ...RelationLine
        }
      }
    }
  }
}
    fragment RelationLine on Relation {
  ...Fact
  subject {
    id
    type
    label
  }
  object {
    id
    type
    label
  }
}
fragment Fact on Relation {
  id
  predicate
  nl: words
  en: words(lang: EN)
  exhaustive
  confidence
  qualifiers {
    name
    value
  }
  amounts {
    amount {
      value
    }
    year
    stage
    kind
  }
  decision {
    verdict
  }
}`) as unknown as TypedDocumentString<FindStatementsQuery, FindStatementsQueryVariables>;
export const StatementsDocument = new TypedDocumentString(`
    query Statements($filter: RelationFilter, $first: Int!) {
  relations(filter: $filter, first: $first) {
    totalCount
    nodes {
      ...RelationLine
    }
  }
}
    fragment RelationLine on Relation {
  ...Fact
  subject {
    id
    type
    label
  }
  object {
    id
    type
    label
  }
}
fragment Fact on Relation {
  id
  predicate
  nl: words
  en: words(lang: EN)
  exhaustive
  confidence
  qualifiers {
    name
    value
  }
  amounts {
    amount {
      value
    }
    year
    stage
    kind
  }
  decision {
    verdict
  }
}`) as unknown as TypedDocumentString<StatementsQuery, StatementsQueryVariables>;
export const NeighbourhoodDocument = new TypedDocumentString(`
    query Neighbourhood($id: ID!, $depth: Int!, $predicates: [Predicate!], $limit: Int!) {
  neighbourhood(id: $id, depth: $depth, predicates: $predicates, limit: $limit) {
    nodes {
      id
      type
      label
    }
    edges {
      ...Edge
    }
    truncated
  }
}
    fragment Edge on Relation {
  id
  predicate
  nl: words
  en: words(lang: EN)
  confidence
  subject {
    id
  }
  object {
    id
  }
}`) as unknown as TypedDocumentString<NeighbourhoodQuery, NeighbourhoodQueryVariables>;
export const BetweenDocument = new TypedDocumentString(`
    query Between($from: ID!, $to: ID!) {
  path(from: $from, to: $to, maxLength: 6) {
    nodes {
      id
      type
      label
    }
    edges {
      ...Edge
    }
    length
  }
}
    fragment Edge on Relation {
  id
  predicate
  nl: words
  en: words(lang: EN)
  confidence
  subject {
    id
  }
  object {
    id
  }
}`) as unknown as TypedDocumentString<BetweenQuery, BetweenQueryVariables>;
export const SuggestDocument = new TypedDocumentString(`
    query Suggest($text: String!) {
  search(text: $text, first: 8) {
    nodes {
      id
      type
      label
    }
  }
}
    `) as unknown as TypedDocumentString<SuggestQuery, SuggestQueryVariables>;
export const ViewerDocument = new TypedDocumentString(`
    query Viewer {
  viewer {
    name
    role
    expires
    mayReview
    mayIngest
  }
}
    `) as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;
export const UploadDocument = new TypedDocumentString(`
    mutation Upload($files: [Upload!]!) {
  ingestUpload(files: $files) {
    id
  }
}
    `) as unknown as TypedDocumentString<UploadMutation, UploadMutationVariables>;
export const IngestDemoDocument = new TypedDocumentString(`
    mutation IngestDemo {
  ingestDemo {
    id
  }
}
    `) as unknown as TypedDocumentString<IngestDemoMutation, IngestDemoMutationVariables>;
export const CancelDocument = new TypedDocumentString(`
    mutation Cancel($id: ID!) {
  cancelJob(id: $id) {
    id
    status
  }
}
    `) as unknown as TypedDocumentString<CancelMutation, CancelMutationVariables>;
export const JobFilesDocument = new TypedDocumentString(`
    query JobFiles($id: ID!) {
  job(id: $id) {
    files(first: 500) {
      nodes {
        ...FileState
      }
    }
  }
}
    fragment FileState on IngestFile {
  file
  status
  documentId
  document {
    id
    title
  }
  entities
  relations
  warnings
  error
}`) as unknown as TypedDocumentString<JobFilesQuery, JobFilesQueryVariables>;
export const ProgressDocument = new TypedDocumentString(`
    subscription Progress($job: ID!) {
  ingestProgress(job: $job) {
    job {
      ...JobState
    }
    files {
      ...FileState
    }
  }
}
    fragment JobState on IngestJob {
  id
  status
  total
  done
  current
  error
  summary {
    added
    changed
    unchanged
    failed
    entities
    relations
    evidences
  }
}
fragment FileState on IngestFile {
  file
  status
  documentId
  document {
    id
    title
  }
  entities
  relations
  warnings
  error
}`) as unknown as TypedDocumentString<ProgressSubscription, ProgressSubscriptionVariables>;
export const MatrixDocument = new TypedDocumentString(`
    query Matrix($year: Int, $kinds: [ChapterLinkKind!]) {
  chapterMatrix(year: $year, kinds: $kinds) {
    chapters {
      id
      read
      chapter {
        label
        code
      }
    }
    cells {
      fromId
      toId
      links
      shared
      oneSided
      otherRead
      kinds {
        kind
        count
      }
    }
  }
  documents(first: 1000) {
    nodes {
      budgetYear
    }
  }
}
    `) as unknown as TypedDocumentString<MatrixQuery, MatrixQueryVariables>;
export const LinksDocument = new TypedDocumentString(`
    query Links($from: ID, $to: ID, $year: Int, $kinds: [ChapterLinkKind!]) {
  chapterLinks(from: $from, to: $to, year: $year, kinds: $kinds) {
    fromId
    toId
    fromArticle {
      id
      label
      number
    }
    kind
    about {
      id
      type
      label
    }
    amount {
      value
      unit
    }
    oneSided
    otherRead
    relations {
      id
    }
    evidence {
      ...Grounds
    }
  }
}
    fragment Grounds on Evidence {
  document {
    id
    title
  }
  page
  section
  span {
    start
    end
  }
  subjectSpan {
    start
    end
  }
  objectSpan {
    start
    end
  }
  text
  rule
  confidence
  inherited
}`) as unknown as TypedDocumentString<LinksQuery, LinksQueryVariables>;
export const DocumentDocument = new TypedDocumentString(`
    query Document($id: ID!) {
  document(id: $id) {
    id
    title
    kind
    dossier
    number
    budgetYear
    parliamentaryYear
    pages
    ingested
    length
    chapter {
      id
      label
    }
    text
  }
  sections(filter: {documents: [$id]}, first: 1000) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      ...Part
    }
  }
}
    fragment Part on Section {
  kind
  number
  title
  page
  heading {
    start
    end
  }
  span {
    start
    end
  }
}`) as unknown as TypedDocumentString<DocumentQuery, DocumentQueryVariables>;
export const MoreSectionsDocument = new TypedDocumentString(`
    query MoreSections($id: ID!, $after: String!) {
  sections(filter: {documents: [$id]}, first: 1000, after: $after) {
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      ...Part
    }
  }
}
    fragment Part on Section {
  kind
  number
  title
  page
  heading {
    start
    end
  }
  span {
    start
    end
  }
}`) as unknown as TypedDocumentString<MoreSectionsQuery, MoreSectionsQueryVariables>;
export const ReadingDocument = new TypedDocumentString(`
    query Reading($id: ID!, $start: Int!, $end: Int!) {
  document(id: $id) {
    reading(start: $start, end: $end) {
      mentions {
        span {
          start
          end
        }
        entity {
          id
          type
          label
        }
      }
      statements {
        span {
          start
          end
        }
        relations {
          ...RelationLine
        }
      }
    }
  }
}
    fragment RelationLine on Relation {
  ...Fact
  subject {
    id
    type
    label
  }
  object {
    id
    type
    label
  }
}
fragment Fact on Relation {
  id
  predicate
  nl: words
  en: words(lang: EN)
  exhaustive
  confidence
  qualifiers {
    name
    value
  }
  amounts {
    amount {
      value
    }
    year
    stage
    kind
  }
  decision {
    verdict
  }
}`) as unknown as TypedDocumentString<ReadingQuery, ReadingQueryVariables>;
export const DocumentsDocument = new TypedDocumentString(`
    query Documents($first: Int!, $after: String) {
  documents(first: $first, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      ...DocumentLine
    }
  }
}
    fragment DocumentLine on Document {
  id
  title
  kind
  budgetYear
  pages
  chapter {
    id
    label
  }
}`) as unknown as TypedDocumentString<DocumentsQuery, DocumentsQueryVariables>;
export const CandidatesDocument = new TypedDocumentString(`
    query Candidates($first: Int!, $types: [EntityType!]) {
  candidates(first: $first, types: $types) {
    totalCount
    nodes {
      score
      reasonCodes {
        code
        arguments
      }
      a {
        ...Side
      }
      b {
        ...Side
      }
    }
  }
}
    fragment Side on CandidateSide {
  registered
  mentionCount
  relationCount
  entity {
    id
    type
    label
    aliases
  }
  passages {
    document {
      id
      title
    }
    page
    span {
      start
      end
    }
    text
  }
}`) as unknown as TypedDocumentString<CandidatesQuery, CandidatesQueryVariables>;
export const DecisionsDocument = new TypedDocumentString(`
    query Decisions($first: Int!) {
  decisions(last: $first) {
    totalCount
    nodes {
      verdict
      ids
      who
      date
      note
      warning
    }
  }
}
    `) as unknown as TypedDocumentString<DecisionsQuery, DecisionsQueryVariables>;
export const AcceptDocument = new TypedDocumentString(`
    mutation Accept($a: ID!, $b: ID!, $note: String) {
  acceptCandidate(a: $a, b: $b, note: $note) {
    decision {
      verdict
      ids
    }
  }
}
    `) as unknown as TypedDocumentString<AcceptMutation, AcceptMutationVariables>;
export const RefuseDocument = new TypedDocumentString(`
    mutation Refuse($a: ID!, $b: ID!, $note: String) {
  refuseCandidate(a: $a, b: $b, note: $note) {
    decision {
      verdict
      ids
    }
  }
}
    `) as unknown as TypedDocumentString<RefuseMutation, RefuseMutationVariables>;
export const UndoDocument = new TypedDocumentString(`
    mutation Undo($a: ID!, $b: ID!) {
  undoDecision(a: $a, b: $b) {
    decision {
      verdict
      ids
    }
  }
}
    `) as unknown as TypedDocumentString<UndoMutation, UndoMutationVariables>;
export const UnsureDocument = new TypedDocumentString(`
    query Unsure($first: Int!) {
  relations(
    filter: {decided: false}
    orderBy: CONFIDENCE
    orderDirection: ASC
    first: $first
  ) {
    totalCount
    nodes {
      ...RelationLine
    }
  }
}
    fragment RelationLine on Relation {
  ...Fact
  subject {
    id
    type
    label
  }
  object {
    id
    type
    label
  }
}
fragment Fact on Relation {
  id
  predicate
  nl: words
  en: words(lang: EN)
  exhaustive
  confidence
  qualifiers {
    name
    value
  }
  amounts {
    amount {
      value
    }
    year
    stage
    kind
  }
  decision {
    verdict
  }
}`) as unknown as TypedDocumentString<UnsureQuery, UnsureQueryVariables>;
export const RelationDecisionsDocument = new TypedDocumentString(`
    query RelationDecisions($last: Int!) {
  relationDecisions(last: $last) {
    totalCount
    nodes {
      verdict
      relationId
      who
      date
      note
      warning
      subject
      object
      relation {
        ...RelationLine
      }
    }
  }
}
    fragment RelationLine on Relation {
  ...Fact
  subject {
    id
    type
    label
  }
  object {
    id
    type
    label
  }
}
fragment Fact on Relation {
  id
  predicate
  nl: words
  en: words(lang: EN)
  exhaustive
  confidence
  qualifiers {
    name
    value
  }
  amounts {
    amount {
      value
    }
    year
    stage
    kind
  }
  decision {
    verdict
  }
}`) as unknown as TypedDocumentString<RelationDecisionsQuery, RelationDecisionsQueryVariables>;
export const ConfirmRelationDocument = new TypedDocumentString(`
    mutation ConfirmRelation($id: ID!, $note: String) {
  confirmRelation(id: $id, note: $note) {
    decision {
      verdict
      relationId
    }
  }
}
    `) as unknown as TypedDocumentString<ConfirmRelationMutation, ConfirmRelationMutationVariables>;
export const RefuseRelationDocument = new TypedDocumentString(`
    mutation RefuseRelation($id: ID!, $note: String) {
  refuseRelation(id: $id, note: $note) {
    decision {
      verdict
      relationId
    }
  }
}
    `) as unknown as TypedDocumentString<RefuseRelationMutation, RefuseRelationMutationVariables>;
export const UndoRelationDocument = new TypedDocumentString(`
    mutation UndoRelation($id: ID!) {
  undoRelationDecision(id: $id) {
    decision {
      verdict
      relationId
    }
  }
}
    `) as unknown as TypedDocumentString<UndoRelationMutation, UndoRelationMutationVariables>;
export const StartDocument = new TypedDocumentString(`
    query Start {
  statistics {
    documents
    entities
    relations
    evidences
    mentions
    entitiesByType {
      type
      count
    }
    relationsByPredicate {
      predicate
      count
    }
    documentsByKind {
      kind
      count
    }
  }
  ontology {
    types {
      type
      nl: label
      en: label(lang: EN)
      manyNl: plural
      manyEn: plural(lang: EN)
      description
    }
    predicates {
      predicate
      nl: label
      en: label(lang: EN)
      backNl: inverse
      backEn: inverse(lang: EN)
    }
  }
}
    `) as unknown as TypedDocumentString<StartQuery, StartQueryVariables>;
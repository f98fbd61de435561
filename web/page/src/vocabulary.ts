import {createContext} from 'preact';
import {useContext} from 'preact/hooks';
import type {EntityType, Predicate, StartQuery} from './api/generated';
import type {Lang} from './settings';

/** What types and predicates are called, and how much there is: asked once. */
export class Vocabulary {
  private readonly types: Map<string, StartQuery['ontology']['types'][number]>;
  private readonly predicates: Map<string, StartQuery['ontology']['predicates'][number]>;
  constructor(readonly start: StartQuery) {
    this.types = new Map(start.ontology.types.map(t => [t.type, t]));
    this.predicates = new Map(start.ontology.predicates.map(p => [p.predicate, p]));
  }
  /** What one thing of the type is called. */
  type(type: EntityType, lang: Lang): string {
    return this.types.get(type)?.[lang] ?? type;
  }
  /** What several are called. */
  plural(type: EntityType, lang: Lang): string {
    return this.types.get(type)?.[lang === 'nl' ? 'manyNl' : 'manyEn'] ?? type;
  }
  /** The predicate in words, from the subject, or read back from the object. */
  predicate(predicate: Predicate, lang: Lang, back = false): string {
    const p = this.predicates.get(predicate);
    return p?.[back ? (lang === 'nl' ? 'backNl' : 'backEn') : lang] ?? predicate;
  }
  /** The ontology's order of types, and of predicates. */
  get typeOrder(): EntityType[] {
    return [...this.types.keys()] as EntityType[];
  }
  get predicateOrder(): Predicate[] {
    return [...this.predicates.keys()] as Predicate[];
  }
}

/** Null until the server has told it. */
export const VocabularyContext = createContext<Vocabulary | null>(null);

/** The vocabulary, for what is only shown when it is there. */
export const useVocabulary = () => useContext(VocabularyContext) as Vocabulary;

import type {CandidateReasonCode, EntityType, Predicate} from '../api/generated';
import {useSettings, type MessageKey} from '../settings';
import {useVocabulary} from '../vocabulary';

/** Gives what tells, in the reader's language, why two things may be one. */
export function useReasons() {
  const {t, lang} = useSettings();
  const vocabulary = useVocabulary();
  return (r: {code: CandidateReasonCode; arguments: string[]}): string => {
    const [a = '', b = ''] = r.arguments;
    switch (r.code) {
      case 'TWO_TYPES': return t('reason.TWO_TYPES', {a: vocabulary.type(a as EntityType, lang), b: vocabulary.type(b as EntityType, lang)});
      case 'SAME_RELATION': return t('reason.SAME_RELATION', {a: vocabulary.predicate(a as Predicate, lang), b});
      default: return t(`reason.${r.code}` as MessageKey, {a, b});
    }
  };
}

import type {ComponentChildren} from 'preact';
import type {EntityType} from '../api/generated';
import {href} from '../route';
import {useSettings} from '../settings';
import {useVocabulary} from '../vocabulary';
import {Glyph} from './glyph';

export interface Named {
  id: string;
  type: EntityType;
  label: string;
}

/** An entity's name, leading to its page. */
export function EntityLink({entity, children}: {entity: Named; children?: ComponentChildren}) {
  const {lang} = useSettings();
  const vocabulary = useVocabulary();
  return (
    <a class="entity" href={href('entity', entity.id)} title={vocabulary.type(entity.type, lang)}>
      <Glyph type={entity.type} />
      <span lang="nl">{children || entity.label}</span>
    </a>
  );
}

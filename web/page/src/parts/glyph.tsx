import type {EntityType} from '../api/generated';
import {glyphs, outlines} from '../glyphs';

/** The mark of a type: its shape in its colour. It says nothing to a screen reader; the type's name stands beside it or in a title. */
export function Glyph({type, size = 10}: {type: EntityType; size?: number}) {
  const glyph = glyphs[type];
  return (
    <svg class={`glyph type-${type}`} width={size} height={size} viewBox="-1.05 -1.05 2.1 2.1" aria-hidden="true" focusable="false">
      <path d={outlines[glyph.shape]} />
    </svg>
  );
}

import type {EntityType} from './api/generated';

/** The outlines that tell types apart without colour. */
export type Shape = 'circle' | 'square' | 'bar' | 'sheet' | 'diamond' | 'up' | 'down' | 'hexagon';

/** How a type is drawn everywhere: in lists, in text, in the graph and its legend. */
export interface Glyph {
  shape: Shape;
  /** On light paper and on dark; both have 4.5:1 on their ground. */
  light: string;
  dark: string;
}

export const glyphs: Record<EntityType, Glyph> = {
  DOCUMENT: {shape: 'sheet', light: '#5c564c', dark: '#b8b1a4'},
  BUDGET_CHAPTER: {shape: 'square', light: '#154273', dark: '#8fb8e8'},
  BUDGET_ARTICLE: {shape: 'diamond', light: '#1f5f9e', dark: '#79b0f0'},
  BUDGET_LINE: {shape: 'bar', light: '#39709f', dark: '#9cc3e6'},
  MINISTRY: {shape: 'hexagon', light: '#6b2c77', dark: '#d5a2e0'},
  ROLE: {shape: 'up', light: '#84348f', dark: '#dc9fe6'},
  PERSON: {shape: 'circle', light: '#8d2f6c', dark: '#eb9fcb'},
  ORGANISATION: {shape: 'circle', light: '#1d6f6b', dark: '#6fcac4'},
  COALITION: {shape: 'hexagon', light: '#24705a', dark: '#7bd0b4'},
  POLICY: {shape: 'square', light: '#2f6a2c', dark: '#97cf8d'},
  LEGAL_INSTRUMENT: {shape: 'sheet', light: '#6b5f10', dark: '#d3c268'},
  THREAT: {shape: 'up', light: '#a32020', dark: '#f39a92'},
  OBJECTIVE: {shape: 'diamond', light: '#4d6b12', dark: '#b4d06b'},
  ACTIVITY: {shape: 'down', light: '#8a5200', dark: '#e9b265'},
  POLICY_DOMAIN: {shape: 'hexagon', light: '#77501f', dark: '#d9b183'},
  PLACE: {shape: 'circle', light: '#a1420f', dark: '#f2a577'},
};

/** The outline within a box from -1 to 1, as an SVG path. */
export const outlines: Record<Shape, string> = {
  circle: 'M-.9 0a.9.9 0 1 1 1.8 0a.9.9 0 1 1-1.8 0z',
  square: 'M-.8-.8H.8V.8H-.8z',
  bar: 'M-1-.45H1V.45H-1z',
  sheet: 'M-.6-.95H.6V.95H-.6z',
  diamond: 'M0-1 1 0 0 1-1 0z',
  up: 'M0-.95 1 .8H-1z',
  down: 'M0 .95 1-.8H-1z',
  hexagon: 'M-.5-.87H.5L1 0 .5.87H-.5L-1 0z',
};

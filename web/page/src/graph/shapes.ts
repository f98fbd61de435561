import type {SDFShape} from 'sigma/rendering';
import type {Shape} from '../glyphs';

// How far a point is from each outline of glyphs.ts, in the shader language: less than 0
// is inside. Each outline is the part that all its sides have in common.
const distances: Record<Shape, string> = {
  circle: 'length(p) - .9 * size',
  square: 'max(abs(p.x), abs(p.y)) - .8 * size',
  bar: 'max(abs(p.x) - size, abs(p.y) - .45 * size)',
  sheet: 'max(abs(p.x) - .6 * size, abs(p.y) - .95 * size)',
  diamond: '(abs(p.x) + abs(p.y) - size) * .7071',
  up: 'max(.868 * abs(p.x) + .496 * p.y - .471 * size, -p.y - .8 * size)',
  down: 'max(.868 * abs(p.x) - .496 * p.y - .471 * size, p.y - .8 * size)',
  hexagon: 'max(.866 * abs(p.x) + .5 * abs(p.y), abs(p.y)) - .87 * size',
};

/** The outlines for the graphics card. */
export const shapes: SDFShape[] = Object.entries(distances).map(([name, distance]) => ({
  name,
  glsl: `float sdf_${name}(vec2 p, float size) { return ${distance}; }`,
  uniforms: [],
  inradiusFactor: 0.6,
}));

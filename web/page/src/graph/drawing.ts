import Graph from 'graphology';
import Sigma from 'sigma';
import {extremityArrow, pathCurved, pathLine} from 'sigma/rendering';
import {glyphs} from '../glyphs';
import type {Drawn, GraphNode, Place} from './model';
import {shapes} from './shapes';
import {Stretch} from './stretch';

export interface Handlers {
  node: (id: string) => void;
  edge: (id: string) => void;
  /** Something was dragged to a place, where it is to stay. */
  pin: (id: string, place: Place) => void;
  nothing: () => void;
}

export interface Look {
  dark: boolean;
  lang: 'nl' | 'en';
  selected: string;
  from: string;
  pinned: Set<string>;
}

interface Colours {
  ink: string;
  line: string;
  faint: string;
  paper: string;
}

const colours = (dark: boolean): Colours =>
  dark ? {ink: '#e8e4da', line: '#6b6962', faint: '#3c3b38', paper: '#17181a'} : {ink: '#1d1b18', line: '#a9a396', faint: '#ddd8cd', paper: '#fbfaf6'};

/** Of so few things every name is shown; of more those that there is room for. */
const fewNames = 60;

/** Edges are what costs time: with more than these a drawing is not made anew at each step of a movement (docs/decisions/0012-page.md). */
const manyEdges = 1500;

/** On a drawing less wide than this names may be cut off at its edge: there is no room to fit them all. */
const narrowWidth = 640;

/** The most letters that a name has in a drawing. */
export const nameLength = 36;

function shortened(label: string): string {
  return label.length > nameLength ? `${label.slice(0, nameLength - 1).trimEnd()}…` : label;
}

/** The drawing on the graphics card. Throws where the browser has none (WebGL 2). */
export class Drawing {
  private readonly graph = new Graph({multi: true, type: 'directed'});
  private readonly sigma: Sigma;
  private readonly narrow: boolean;
  private readonly stretch: Stretch;

  constructor(container: HTMLElement, handlers: Handlers) {
    this.narrow = container.clientWidth < narrowWidth;
    this.sigma = new Sigma(this.graph, container, {
      settings: {
        renderEdgeLabels: true,
        enableEdgeEvents: true,
        enableNodeDrag: true,
        labelDensity: 1,
        labelGridCellSize: 70,
        labelRenderedSizeThreshold: 5,
        edgePickingPadding: 4,
        nodePickingPadding: 4,
        stagePadding: 24,
        itemSizesReference: 'screen',
        autoRescaleContent: this.narrow ? 'nodes' : 'labels',
        minCameraRatio: 0.05,
        maxCameraRatio: 4,
      },
      primitives: {
        nodes: {shapes, label: {font: {family: 'Source Sans, sans-serif', size: 13}}},
        edges: {paths: [pathLine(), pathCurved()], extremities: [extremityArrow()]},
      },
      styles: {
        nodes: {
          x: {attribute: 'x'}, y: {attribute: 'y'}, size: {attribute: 'size'}, color: {attribute: 'color'}, label: {attribute: 'label'},
          shape: {attribute: 'shape'}, labelColor: {attribute: 'ink'}, labelFont: 'Source Sans, sans-serif', labelSize: 13, labelVisibility: {attribute: 'named'}, opacity: {attribute: 'opacity'},
          depth: {whenState: 'isHovered', then: 'topNodes', else: 'nodes'},
        },
        edges: {
          size: {attribute: 'size'}, color: {attribute: 'color'}, label: {attribute: 'label'}, labelColor: {attribute: 'ink'},
          labelFont: 'Source Sans, sans-serif', labelSize: 11, labelPosition: 'above', labelVisibility: {attribute: 'named'}, head: 'arrow', path: {attribute: 'path'},
        },
      },
    });
    this.stretch = new Stretch(this.sigma, () => this.large());
    this.sigma.on('clickNode', e => handlers.node(e.node));
    this.sigma.on('clickEdge', e => handlers.edge(e.edge));
    this.sigma.on('clickStage', () => handlers.nothing());
    this.sigma.on('nodeDragEnd', e => {
      const {x, y} = this.graph.getNodeAttributes(e.node);
      handlers.pin(e.node, {x: x as number, y: y as number});
    });
  }

  /** Draws anew; what stays keeps its camera. */
  draw(d: Drawn, places: Map<string, Place>, look: Look): void {
    const c = colours(look.dark);
    const near = this.near(d, look.selected);
    const degree = new Map<string, number>();
    for (const e of d.edges) for (const id of [e.subject.id, e.object.id]) degree.set(id, (degree.get(id) ?? 0) + 1);
    this.graph.clear();
    for (const n of d.nodes) this.graph.addNode(n.id, this.node(n, places, look, c, near, degree.get(n.id) ?? 0, d));
    const between = new Map<string, number>();
    for (const e of d.edges) {
      const pair = [e.subject.id, e.object.id].sort().join(' ');
      const nth = between.get(pair) ?? 0;
      between.set(pair, nth + 1);
      const chosen = near?.has(e.id) ?? false;
      const way = d.way.has(e.id);
      this.graph.addDirectedEdgeWithKey(e.id, e.subject.id, e.object.id, {
        size: way || e.id === look.selected ? 3 : chosen ? 2 : 1,
        color: way || chosen ? c.ink : near ? c.faint : c.line,
        ink: c.ink,
        label: e[look.lang],
        named: chosen || way ? 'visible' : 'hidden',
        path: nth > 0 ? 'curved' : 'straight',
      });
    }
    this.sigma.setSetting('hideEdgesOnMove', this.large() && matchMedia('(pointer: coarse)').matches); // fingers move it without Stretch
    this.sigma.refresh();
  }

  private near(d: Drawn, selected: string): Set<string> | null {
    if (selected === '') return null;
    const near = new Set([selected]);
    for (const e of d.edges) {
      if (e.id !== selected && e.subject.id !== selected && e.object.id !== selected) continue;
      near.add(e.id).add(e.subject.id).add(e.object.id);
    }
    return near;
  }

  private node(n: GraphNode, places: Map<string, Place>, look: Look, c: Colours, near: Set<string> | null, degree: number, d: Drawn) {
    const glyph = glyphs[n.type];
    const at = places.get(n.id) ?? {x: 0, y: 0};
    const first = n.id === look.from || n.id === look.selected;
    const label = shortened(n.label);
    return {
      ...at,
      size: 5 + Math.min(7, Math.sqrt(degree)) + (first ? 3 : 0),
      color: look.dark ? glyph.dark : glyph.light,
      shape: glyph.shape,
      label: look.pinned.has(n.id) ? `${label} •` : label,
      ink: c.ink,
      named: first || d.way.has(n.id) || near?.has(n.id) || (!this.narrow && d.nodes.length <= fewNames) ? 'visible' : 'auto',
      opacity: near && !near.has(n.id) ? 0.35 : 1,
    };
  }

  private large(): boolean {
    return this.graph.size > manyEdges;
  }

  zoom(factor: number): void {
    this.turn({ratio: this.camera().ratio * factor});
  }

  move(x: number, y: number): void {
    const camera = this.camera();
    this.turn({x: camera.x + x * camera.ratio * 0.1, y: camera.y + y * camera.ratio * 0.1});
  }

  whole(): void {
    this.turn({x: 0.5, y: 0.5, ratio: 1, angle: 0});
  }

  /** The camera, which shows what the wheel brought. */
  private camera() {
    this.stretch.end();
    return this.sigma.getCamera();
  }

  /** Moves the camera: as a movement, or at once where much is drawn or for who wants no movement. */
  private turn(to: {x?: number; y?: number; ratio?: number; angle?: number}): void {
    const camera = this.camera();
    if (this.large() || matchMedia('(prefers-reduced-motion: reduce)').matches) camera.setState(to);
    else void camera.animate(to, {duration: 150});
  }

  kill(): void {
    this.stretch.kill();
    this.sigma.kill();
  }
}

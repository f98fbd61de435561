import type Sigma from 'sigma';

type View = ReturnType<Sigma['getViewportZoomedState']>;
type Point = {x: number; y: number};

/** How long the wheel is still, in milliseconds, before the drawing is made anew. */
const stillAfter = 120;

/** By how much one notch of a wheel zooms, and how far sigma says that it turned then. */
const notch = {zoom: 1.5, turn: 0.8};

/**
 * Moves and zooms a large drawing by stretching the picture that is there, as maps are, and
 * draws it anew when mouse and wheel are still: a frame then costs the same whatever is drawn.
 */
export class Stretch {
  private from: View | undefined; // what the picture shows, while it is stretched
  private to: View | undefined;
  private dragged: Point | undefined; // where the mouse was last, while its button is down
  private timer = 0;

  constructor(private readonly sigma: Sigma, private readonly large: () => boolean) {
    const mouse = sigma.getMouseCaptor();
    mouse.on('wheel', e => {
      if (!this.large() || e.delta === 0) return;
      e.preventSigmaDefault();
      e.original.preventDefault();
      this.zoom(e, Math.pow(notch.zoom, -Math.max(-1, Math.min(1, e.delta / notch.turn))));
    });
    mouse.on('mousedown', e => {
      this.end();
      this.dragged = {x: e.x, y: e.y};
    });
    mouse.on('mousemovebody', e => {
      if (!this.dragged || e.sigmaDefaultPrevented || !this.large()) return; // prevented: a node is dragged
      e.preventSigmaDefault();
      this.move(this.dragged, e);
      this.dragged = {x: e.x, y: e.y};
    });
    mouse.on('mouseup', () => {
      this.dragged = undefined;
      this.end();
    });
  }

  /** The place under a point of the picture stays under it. */
  private zoom(at: Point, factor: number): void {
    const camera = this.sigma.getCamera();
    const now = this.now();
    const ratio = camera.getBoundedRatio(now.ratio * factor);
    const place = this.sigma.viewportToFramedGraph(at, {cameraState: now});
    const by = ratio / now.ratio;
    this.show({...now, ratio, x: place.x + (now.x - place.x) * by, y: place.y + (now.y - place.y) * by});
    this.timer = window.setTimeout(() => this.end(), stillAfter);
  }

  /** What is at one point of the picture comes to another. */
  private move(a: Point, b: Point): void {
    const now = this.now();
    const [at, to] = [a, b].map(p => this.sigma.viewportToFramedGraph(p, {cameraState: now})) as [Point, Point];
    this.show({...now, x: now.x + at.x - to.x, y: now.y + at.y - to.y});
  }

  private now(): View {
    return this.to ?? this.sigma.getCamera().getState();
  }

  private show(to: View): void {
    clearTimeout(this.timer);
    this.from ??= this.sigma.getCamera().getState();
    this.to = to;
    const {width, height} = this.sigma.getDimensions();
    const middle = this.sigma.framedGraphToViewport(to, {cameraState: this.from});
    const scale = this.from.ratio / to.ratio;
    const {style} = this.sigma.getStageCanvas();
    style.transformOrigin = '0 0';
    style.transform = `translate(${width / 2 - scale * middle.x}px, ${height / 2 - scale * middle.y}px) scale(${scale})`;
  }

  /** Draws what the picture was stretched to. */
  end(): void {
    clearTimeout(this.timer);
    const to = this.to;
    this.from = this.to = undefined;
    if (!to) return;
    this.sigma.once('afterRender', () => (this.sigma.getStageCanvas().style.transform = ''));
    this.sigma.getCamera().setState(to);
  }

  kill(): void {
    clearTimeout(this.timer);
  }
}

import {useEffect, useRef, useState} from 'preact/hooks';
import {useSettings} from '../settings';
import {Drawing, type Look} from './drawing';
import type {Drawn, Place} from './model';
import {svg} from './picture';

/** The drawing's letters are made once: it waits until the font is there. */
const font = () => document.fonts.load('13px "Source Sans"').catch(() => []);

interface Props {
  drawn: Drawn;
  places: Map<string, Place>;
  look: Look;
  select: (id: string) => void;
  pin: (id: string, place: Place) => void;
}

/** The drawing, moved and zoomed with mouse, fingers or keys. What it shows stands as a list beside it, for who cannot see it. */
export function Canvas(props: Props) {
  const {t} = useSettings();
  const box = useRef<HTMLDivElement>(null);
  const drawing = useRef<Drawing>(undefined);
  const [without, setWithout] = useState(false);
  const latest = useRef(props);
  latest.current = props;
  const draw = () => {
    const now = latest.current;
    if (!drawing.current || !box.current) return;
    drawing.current.draw(now.drawn, now.places, now.look);
    box.current.dataset['drawn'] = String(now.drawn.nodes.length);
  };
  useEffect(() => {
    let gone = false;
    void font().then(() => {
      if (gone || !box.current) return;
      try {
        drawing.current = new Drawing(box.current, {
          node: id => latest.current.select(id),
          edge: id => latest.current.select(id),
          nothing: () => latest.current.look.selected !== '' && latest.current.select(''),
          pin: (id, place) => latest.current.pin(id, place),
        });
        draw();
      } catch {
        setWithout(true);
      }
    });
    return () => {
      gone = true;
      drawing.current?.kill();
    };
  }, []);
  const {drawn, places, look} = props;
  const pinned = [...look.pinned].join(',');
  useEffect(draw, [drawn, places, look.dark, look.lang, look.selected, look.from, pinned]);
  const keys: Record<string, () => void> = {
    '+': () => drawing.current?.zoom(0.8), '=': () => drawing.current?.zoom(0.8), '-': () => drawing.current?.zoom(1.25), '0': () => drawing.current?.whole(),
    ArrowLeft: () => drawing.current?.move(-1, 0), ArrowRight: () => drawing.current?.move(1, 0), ArrowUp: () => drawing.current?.move(0, 1), ArrowDown: () => drawing.current?.move(0, -1),
  };
  return (
    <>
      <div
        class="canvas" ref={box} tabIndex={0} role="img" aria-label={t('graph.canvas', {nodes: drawn.nodes.length, edges: drawn.edges.length})} hidden={without}
        onKeyDown={e => {
          const act = keys[e.key];
          if (act) (e.preventDefault(), act());
        }}
      />
      {without && <Still {...props} />}
      <div class="zoom">
        <button type="button" aria-label={t('graph.zoom-in')} onClick={() => drawing.current?.zoom(0.7)}>+</button>
        <button type="button" aria-label={t('graph.zoom-out')} onClick={() => drawing.current?.zoom(1.4)}>−</button>
        <button type="button" aria-label={t('graph.zoom-whole')} onClick={() => drawing.current?.whole()}>▢</button>
      </div>
    </>
  );
}

/** Where the browser draws nothing on the graphics card: the same as a still picture. */
function Still({drawn, places, look}: Props) {
  const {t} = useSettings();
  const [address, set] = useState('');
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([svg({drawn, places, dark: look.dark, lang: look.lang})], {type: 'image/svg+xml'}));
    set(made);
    return () => URL.revokeObjectURL(made);
  }, [drawn, places, look.dark]);
  return (
    <div class="still">
      <p class="note">{t('graph.still')}</p>
      {address !== '' && <img src={address} alt={t('graph.canvas', {nodes: drawn.nodes.length, edges: drawn.edges.length})} />}
    </div>
  );
}

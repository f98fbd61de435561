import {useEffect, useState} from 'preact/hooks';
import {href} from '../route';
import {useSettings} from '../settings';
import type {TreeNode} from './blocks';

/** The document's headings beside the text; the one that is being read is marked. */
export function Tree({tree, id, text}: {tree: TreeNode[]; id: string; text: () => HTMLElement | null}) {
  const {t} = useSettings();
  const [place, setPlace] = useState(-1);
  useEffect(() => {
    let waiting = false;
    const look = () => {
      waiting = false;
      const box = text()?.getBoundingClientRect();
      if (!box) return;
      const block = document.elementFromPoint(box.left + 40, Math.min(innerHeight - 20, 150))?.closest<HTMLElement>('[data-start]');
      if (block) setPlace(Number(block.dataset['start']));
    };
    const scrolled = () => {
      if (!waiting) requestAnimationFrame(look);
      waiting = true;
    };
    addEventListener('scroll', scrolled, {passive: true});
    return () => removeEventListener('scroll', scrolled);
  }, []);
  if (tree.length === 0) return <div />;
  return (
    <nav class="tree" aria-label={t('reader.tree')}>
      <details open={matchMedia('(min-width: 64rem)').matches}>
        <summary>{t('reader.tree')}</summary>
        <Level nodes={tree} id={id} place={place} />
      </details>
    </nav>
  );
}

function Level({nodes, id, place}: {nodes: TreeNode[]; id: string; place: number}) {
  return (
    <ul>
      {nodes.filter(n => n.part.kind !== 'table' || !n.part.title.startsWith('(')).map(({part, children}) => (
        <li key={part.heading.start}>
          <a href={href('read', id, {at: `${part.heading.start}-${part.heading.end}`})} lang="nl"
            aria-current={place >= part.span.start && place < part.span.end ? 'true' : undefined}>
            {part.number && <span class="number">{part.number}</span>} {part.title}
          </a>
          {children.length > 0 && <Level nodes={children} id={id} place={place} />}
        </li>
      ))}
    </ul>
  );
}

import './styles/base.css';
import './styles/types.css';
import './styles/parts.css';
import './styles/views.css';
import {render} from 'preact';
import {prepare} from './api/ahead';
import {ask} from './api/client';
import {StartDocument} from './api/generated';
import {App} from './app';
import {findQuestions, frontQuestions} from './find/questions';
import {addressOf, readState, withText} from './find/state';
import {afterPaint} from './later';
import {letters} from './letters';
import {go, parse} from './route';

// The script is here before the views are drawn: what the first view will ask for is in the page, or can be on its way.
const first = parse(location.hash);
prepare(
  [{query: StartDocument, variables: {}}, ...(first.view === 'find' ? findQuestions(readState(first)) : [])],
  frontQuestions(),
  q => ask(q.query.toString(), q.variables),
);

const root = document.getElementById('page');
function begin() {
  // What somebody typed before this script was here is asked as if it were typed now.
  const typed = (document.getElementById('q') as HTMLInputElement | null)?.value ?? '';
  if (typed !== '') go(addressOf(withText(readState(parse(location.hash)), typed)), true);
  letters();
  if (root) render(<App />, root);
}
// What the page came with is seen, and can be typed into, before it is drawn anew.
if (root?.firstChild) afterPaint(begin);
else begin();

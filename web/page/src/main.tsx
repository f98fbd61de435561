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
import {readState} from './find/state';
import {letters} from './letters';
import {parse} from './route';

// The script is here before anything is drawn: what the first view will ask for is in the page, or can be on its way.
const first = parse(location.hash);
prepare(
  [{query: StartDocument, variables: {}}, ...(first.view === 'find' ? findQuestions(readState(first)) : [])],
  frontQuestions(),
  q => ask(q.query.toString(), q.variables),
);

letters();
const root = document.getElementById('page');
if (root) render(<App />, root);

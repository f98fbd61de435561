import './styles/fonts.css';
import './styles/base.css';
import './styles/types.css';
import './styles/parts.css';
import './styles/views.css';
import {render} from 'preact';
import {askAhead} from './api/client';
import {StartDocument} from './api/generated';
import {App} from './app';
import {findAhead} from './find/source';
import {readState} from './find/state';
import {parse} from './route';

// The script is here before anything is drawn: what the first view will ask for can be on its way.
askAhead(StartDocument, {});
const first = parse(location.hash);
if (first.view === 'find') findAhead(readState(first));

const root = document.getElementById('page');
if (root) render(<App />, root);

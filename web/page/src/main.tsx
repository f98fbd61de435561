import './styles/fonts.css';
import './styles/base.css';
import './styles/types.css';
import './styles/parts.css';
import './styles/views.css';
import {render} from 'preact';
import {App} from './app';

const root = document.getElementById('page');
if (root) render(<App />, root);

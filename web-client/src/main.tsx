import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { AppStore } from './app/appStore';
import './ui/base.css';
import './ui/layout.css';

const root = document.getElementById('root');
if (root) createRoot(root).render(<App store={new AppStore()} />);

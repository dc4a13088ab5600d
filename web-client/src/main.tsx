import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { AppStore } from './app/appStore';
import { Face } from './app/Face';
import './ui/styles';

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <Face>
      <App store={new AppStore()} />
    </Face>,
  );
}

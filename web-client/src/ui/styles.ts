import './tokens.css';
import './base.css';
import './layout.css';
import '../app/app.css';
import '../chat/ui/chat.css';
import '../people/ui/people.css';
import '../settings/ui/settings.css';
import '../devices/ui/devices.css';

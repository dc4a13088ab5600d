import { words } from '../../words';
import { RequestCard } from './RequestCard';
import { useRequests } from './useRequests';

/** Above the calls: who asks to call. */
export function Requests() {
  const requests = useRequests();
  if (requests.length === 0) return null;
  return (
    <section className="requests" aria-label={words.requests.title}>
      <h2>{words.requests.title}</h2>
      <ul>
        {requests.map((request) => (
          <li key={request.peer}>
            <RequestCard request={request} />
          </li>
        ))}
      </ul>
    </section>
  );
}

import { useEffect, useState } from 'react';

/** A text as a code for cameras: dark on light in every theme, as they expect it. Drawn once its drawer is loaded. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const [drawn, setDrawn] = useState<{ text: string; path: string; side: number }>();
  useEffect(() => {
    let current = true;
    import('../qrPath').then(({ qrPathOf }) => {
      if (current) setDrawn({ text, ...qrPathOf(text) });
    }, reportError);
    return () => {
      current = false;
    };
  }, [text]);
  if (drawn?.text !== text) return <div className="qr" />;
  return (
    <svg className="qr" viewBox={`0 0 ${drawn.side} ${drawn.side}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <path d={drawn.path} />
    </svg>
  );
}

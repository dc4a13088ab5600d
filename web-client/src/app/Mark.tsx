/** Our sign; decoration, the name stands beside it. */
export function Mark({ size = 56 }: { size?: number }) {
  return <img className="mark" src="/icon.svg" alt="" width={size} height={size} />;
}

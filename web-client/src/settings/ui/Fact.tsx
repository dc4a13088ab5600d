/** A value with its name, in a list of them. */
export function Fact({ label, value }: { label: string; value: string }) {
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd dir="ltr">{value}</dd>
    </div>
  );
}

import Link from 'next/link';

/** Three bars of a schedule, the middle one in the accent. */
export function Brand({ name }: { readonly name: string }) {
  return (
    <Link className="brand" href="/today">
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <rect className="m1" x="2" y="3.5" width="10" height="4.6" rx="1.2" />
        <rect className="m2" x="9" y="9.7" width="13" height="4.6" rx="1.2" />
        <rect className="m1" x="5" y="15.9" width="8" height="4.6" rx="1.2" />
      </svg>
      {name}
    </Link>
  );
}

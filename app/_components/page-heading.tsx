'use client';

import { useEffect, useRef, type ReactNode } from 'react';

/** Whether a page has been shown since the document was loaded: the first one leaves the focus where the browser puts it. */
let moved = false;

/** The one h1 of a page. After a navigation inside the application it takes the focus, so that its words are read out. */
export function PageHeading({ className, children }: { readonly className: string; readonly children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (moved) heading.current?.focus({ preventScroll: true });
    moved = true;
  }, []);
  return (
    <h1 className={className} ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
}

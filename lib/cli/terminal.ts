import type { AdminTerminal } from './admin';

/** The terminal this command was started from; without one, standard input holds the password as its first line. */
export function processTerminal(): AdminTerminal {
  const isInteractive = process.stdin.isTTY;
  return {
    isInteractive,
    readPassword: (prompt) => (isInteractive ? readHidden(prompt) : readFirstLine()),
    say: (line) => void process.stdout.write(`${line}\n`),
    complain: (line) => void process.stderr.write(`${line}\n`),
  };
}

/** Ctrl-C and Ctrl-D give up, backspace takes a character back, nothing is shown. */
async function readHidden(prompt: string): Promise<string | null> {
  process.stderr.write(prompt);
  process.stdin.setRawMode(true);
  process.stdin.setEncoding('utf8');
  let typed = '';
  try {
    for await (const chunk of process.stdin.iterator({ destroyOnReturn: false }) as AsyncIterable<string>) {
      for (const character of chunk) {
        if (character === '\r' || character === '\n') return typed;
        if (character === '\u0003' || character === '\u0004') return null;
        if (character === '\u007f' || character === '\b') typed = typed.replace(/.$/u, '');
        else typed += character;
      }
    }
    return null;
  } finally {
    process.stdin.setRawMode(false);
    process.stdin.pause();
    process.stderr.write('\n');
  }
}

async function readFirstLine(): Promise<string | null> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    if (chunk.includes(0x0a)) break;
  }
  const [line = ''] = Buffer.concat(chunks).toString('utf8').split('\n');
  const password = line.replace(/\r$/, '');
  return password === '' ? null : password;
}

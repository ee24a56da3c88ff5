/** The lines of a program as they are numbered on screen: the line feed at the end starts no further one. */
export function linesOf(program: string): readonly string[] {
  return program.replace(/\n$/, '').split('\n');
}

export const count = (value: number) => Math.round(value).toLocaleString('en')

const row = (cells: (string | number)[]) => `| ${cells.join(' | ')} |`

export const rows = (head: string[], body: (string | number)[][]) =>
  [head, head.map((_, index) => (index ? '---:' : '---')), ...body].map(row).join('\n')

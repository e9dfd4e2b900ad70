import { readFile, writeFile } from 'node:fs/promises'
import prettier from 'prettier'

/** Formats files as `npm run format:check` requires, except those that it ignores. */
export async function format(files: string[], ignorePath: string) {
  for (const filepath of files) {
    const { ignored, inferredParser } = await prettier.getFileInfo(filepath, { ignorePath })
    if (ignored || !inferredParser) continue
    const options = await prettier.resolveConfig(filepath)
    const text = await readFile(filepath, 'utf8')
    await writeFile(filepath, await prettier.format(text, { ...options, filepath }))
  }
}

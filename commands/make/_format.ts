import { readFile, writeFile } from 'node:fs/promises'
import prettier from 'prettier'

/** Brings files into the form that `npm run format:check` asks for, those aside that it does not look at. */
export async function format(files: string[], ignorePath: string) {
  for (const filepath of files) {
    const { ignored, inferredParser } = await prettier.getFileInfo(filepath, { ignorePath })
    if (ignored || !inferredParser) continue
    const options = await prettier.resolveConfig(filepath)
    const text = await readFile(filepath, 'utf8')
    await writeFile(filepath, await prettier.format(text, { ...options, filepath }))
  }
}

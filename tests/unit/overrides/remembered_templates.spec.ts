import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Vite } from '@adonisjs/vite'
import vite from '@adonisjs/vite/services/main'
import { test } from '@japa/runner'
import { Edge } from 'edge.js'
import { rememberTemplates } from '#overrides/remembered_templates'

/** A page that includes a part and uses a component, both of which say `said`. */
async function writePage(folder: string, said: string) {
  await mkdir(join(folder, 'components'), { recursive: true })
  await writeFile(join(folder, 'components', 'word.edge'), `<b>${said}</b>`)
  await writeFile(join(folder, 'part.edge'), `<i>${said}</i>`)
  await writeFile(join(folder, 'page.edge'), `@include('part')\n@!word()`)
}

test.group('Remembered templates', (group) => {
  let folder: string
  group.setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gatehouse-test-views-'))
    return () => rm(folder, { recursive: true })
  })

  /** As AdonisJS makes it: told to keep templates once it is there, which is too late for its plugins. */
  function makeEdge() {
    const edge = Edge.create()
    edge.configure({ cache: true })
    edge.mount(folder)
    return edge
  }

  /** What Edge, and Vite, are asked on the way to a page. */
  async function askedWhile(render: (edge: Edge) => Promise<unknown>, isRemembering: boolean) {
    const asked = { components: 0, templates: 0, tags: 0 }
    const edge = makeEdge()
    const { loader, asyncCompiler } = edge
    const [list, compile] = [loader.listComponents, asyncCompiler.compile]
    loader.listComponents = (...args) => (asked.components++, list.apply(loader, args))
    asyncCompiler.compile = (...args) => (asked.templates++, compile.apply(asyncCompiler, args))
    const tags = { generateEntryPointsTags: () => (asked.tags++, Promise.resolve([])) }
    if (isRemembering) rememberTemplates(edge, tags as unknown as Vite)
    await render(edge)
    await tags.generateEntryPointsTags()
    return asked
  }

  test('are looked for once, which Edge does for every page', async ({ assert }) => {
    await writePage(folder, 'first')
    const twice = async (edge: Edge) => [await edge.render('page'), await edge.render('page')]
    const [usual, remembering] = [await askedWhile(twice, false), await askedWhile(twice, true)]
    assert.isAbove(usual.components, remembering.components)
    assert.isAbove(usual.templates, remembering.templates)
    assert.isAbove(remembering.components, 0)
    assert.isAbove(remembering.templates, 0)
  })

  test('stay as they were first', async ({ assert }) => {
    await writePage(folder, 'first')
    const edge = makeEdge()
    rememberTemplates(edge, { generateEntryPointsTags: () => {} } as unknown as Vite)
    const before = await edge.render('page')
    assert.include(before, '<i>first</i>')
    assert.include(before, '<b>first</b>')
    await writePage(folder, 'second')
    assert.equal(await edge.render('page'), before)
  })

  test('name what Vite has', ({ assert }) => {
    assert.isFunction(vite.generateEntryPointsTags)
  })
})

import { test } from '@japa/runner'
import { CREDENTIALS, signInApp, signInBy } from '#tests/helpers/clients/sign_in'
import { FILES, keepFiles, list, walk } from '#tests/helpers/files/file_lists'
import { keepFile, shareWith } from '#tests/helpers/files/files'

test.group('A list of files', () => {
  test('holds one’s own, the newest first, by {$self}')
    .with(CREDENTIALS)
    .run(async ({ assert }, credential) => {
      const owner = await signInBy(credential)
      await keepFile((await signInApp()).person)
      await keepFiles(owner.person, ['first', 'second', 'third'])
      const { names, files, meta } = await list(owner)
      assert.deepEqual(names, ['third', 'second', 'first'])
      assert.deepEqual(meta, {
        total: 3,
        perPage: 20,
        currentPage: 1,
        lastPage: 1,
        nextCursor: null,
      })
      const { text } = await owner.get(`${FILES}/${files[0].id}`)
      assert.deepEqual(JSON.parse(text).data, files[0])
    })

  test('is empty where there is none, and beyond its last page', async ({ assert }) => {
    const owner = await signInApp()
    assert.containSubset(await list(owner), { names: [], meta: { total: 0, lastPage: 1 } })
    await keepFiles(owner.person, ['a', 'b'])
    const beyond = await list(owner, { page: '9', perPage: '1' })
    assert.containSubset(beyond, { names: [], meta: { total: 2, currentPage: 9, lastPage: 2 } })
  })

  test('of what others share holds their owner and the role', async ({ assert }) => {
    const [owner, guest] = [await signInApp(), await signInApp()]
    await keepFile(guest.person, { name: 'my own' })
    const shared = await keepFile(owner.person, { name: 'shared' })
    const over = await keepFile(owner.person, { name: 'no longer shared' })
    await keepFile(owner.person, { name: 'never shared' })
    await shareWith(shared, guest.person, { role: 'editor' })
    await shareWith(over, guest.person, { expiresAt: new Date(Date.now() - 1) })

    const { files, meta } = await list(guest, { shared: 'with-me' })
    assert.equal(meta.total, 1)
    assert.containSubset(files, [
      { name: 'shared', role: 'editor', owner: { username: owner.person.username } },
    ])
    assert.deepEqual((await list(guest)).names, ['my own'])
  })

  test('sorted by {sort} is: {expected}')
    .with([
      { sort: 'name', expected: ['apple', 'Birne', 'cherry', 'Éclair'] },
      { sort: '-name', expected: ['Éclair', 'cherry', 'Birne', 'apple'] },
      { sort: 'size', expected: ['cherry', 'apple', 'Éclair', 'Birne'] },
      { sort: '-size', expected: ['Birne', 'Éclair', 'apple', 'cherry'] },
      { sort: 'createdAt', expected: ['cherry', 'apple', 'Éclair', 'Birne'] },
      { sort: '-createdAt', expected: ['Birne', 'Éclair', 'apple', 'cherry'] },
    ])
    .run(async ({ assert }, { sort, expected }) => {
      const owner = await signInApp()
      await keepFiles(owner.person, ['cherry', 'apple', 'Éclair', 'Birne'])
      assert.deepEqual((await list(owner, { sort })).names, expected)
    })

  test('counts in the order of names, from page to page', async ({ assert }) => {
    const owner = await signInApp()
    const ordered = ['1.txt', '2.txt', '11.txt', 'Report 2.txt', 'report 10.txt', 'Report 1000.txt']
    await keepFiles(owner.person, ordered.toReversed())
    assert.deepEqual((await list(owner, { sort: 'name' })).names, ordered)
    assert.deepEqual(await walk(owner, { sort: 'name', perPage: '1' }), ordered)
    const falling = await walk(owner, { sort: '-name', perPage: '2' })
    assert.deepEqual(falling, ordered.toReversed())
  })

  test('searched for {q} holds {expected}')
    .with([
      { q: 'REPORT', expected: ['100% report.txt', 'a report.txt'] },
      { q: '%', expected: ['100% report.txt'] },
      { q: '_', expected: ['snake_case.txt'] },
      { q: '\\', expected: [] },
      { q: `'; --`, expected: [] },
      { q: ' cafe\u0301 ', expected: ['Café.txt'] },
      { q: 'CAFE', expected: ['Café.txt'] },
      { q: 'A REPÖRT', expected: ['a report.txt'] },
      { q: 'a\treport.txt\n', expected: ['a report.txt'] },
      { q: '', expected: ['100% report.txt', 'Café.txt', 'a report.txt', 'snake_case.txt'] },
    ])
    .run(async ({ assert }, { q, expected }) => {
      const owner = await signInApp()
      const names = ['100% report.txt', 'a report.txt', 'snake_case.txt', 'Café.txt']
      await keepFiles(owner.person, names)
      const found = await list(owner, { q })
      assert.sameMembers(found.names, expected)
      assert.equal(found.meta.total, expected.length)
    })

  test('refuses what it does not know: {$self}')
    .with([
      'shared=with-them',
      'shared[]=with-me',
      'sort=owner',
      'sort=name;drop',
      'sort[]=name',
      'q[a]=b',
      'q=%00',
      'page=0',
      'perPage=101',
      'after=nonsense',
      'after[]=x',
    ])
    .run(async ({ assert }, query) => {
      const answer = await (await signInApp()).get(`${FILES}?${query}`)
      assert.equal(answer.status, 422)
      assert.equal(answer.problem.errors![0].field.split('.')[0], query.split(/[=[]/)[0])
      assert.notInclude(answer.problem.errors![0].message, 'selected')
    })
})

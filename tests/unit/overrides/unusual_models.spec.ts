import { BaseModel, column } from '@adonisjs/lucid/orm'
import { test } from '@japa/runner'
import { JoinedColumns } from '#overrides/joined_columns'

type Row = Record<string, unknown>

/** What Lucid lets a model do that none of ours does. */
class Note extends BaseModel {
  static table = 'notes'

  @column({ isPrimary: true })
  declare id: number

  @column()
  declare kind: string

  @column()
  state = 'draft'

  @column()
  tags: string[] = []

  @column({ consume: (text, _, note) => text && `${(note as Note).kind}: ${text}` })
  declare text: string

  @column({ consume: (bytes: Buffer | null) => bytes && new Uint8Array(bytes) })
  declare bytes: Uint8Array

  @column({ consume: (bytes: Buffer | null) => bytes && new Float32Array([...bytes]) })
  declare numbers: Float32Array

  get $shown() {
    return this.kind
  }

  set $shown(kind: string) {
    this.kind = kind
  }
}

class Price extends BaseModel {
  static table = 'prices'

  @column({ isPrimary: true })
  declare id: number

  @column()
  declare $amount: number
}

/** What Lucid itself does, step by step, for a row that it has read. */
function asLucidDoes(row: Row) {
  const note = new Note()
  note.$consumeAdapterResult(row)
  note.$hydrateOriginals()
  note.$isPersisted = true
  return note
}

const make = (row: Row) => Note.$createFromAdapterResult(row) as Note

const stateOf = (note: Note) => ({
  attributes: { ...note.$attributes },
  original: { ...note.$original },
  dirty: { ...note.$dirty },
  serialized: note.serialize(),
})

const ROWS: [string, Row][] = [
  ['a column that is read with another', { id: 1, kind: 'memo', text: 'Milk' }],
  ['a part of the columns, where others have defaults', { id: 1 }],
  ['defaults that the row has otherwise', { id: 1, state: 'sent', tags: ['new'] }],
  ['bytes that are no Buffer', { id: 1, bytes: Buffer.from('abc') }],
  ['numbers of a fixed size', { id: 1, numbers: Buffer.from('abc') }],
]

test.group('Models that are made in other ways than ours', () => {
  test('are what Lucid makes of {0}')
    .with(ROWS)
    .run(({ assert }, [, row]) => {
      assert.deepEqual(stateOf(make(row)), stateOf(asLucidDoes(row)))
    })

  test('are joined as well where a column is read with another', ({ assert }) => {
    const joined = { notes_kind: 'memo', notes_text: 'Milk' }
    const row = new Map<string, unknown>(Object.entries(joined))
    assert.equal(new JoinedColumns(Note).modelOf(row).text, 'memo: Milk')
  })

  test('notice what is changed in place', ({ assert }) => {
    const note = make({ id: 1, bytes: Buffer.from('a'), numbers: Buffer.from('a') })
    note.bytes[0] = 1
    note.numbers[0] = 1
    note.tags.push('new')
    assert.sameMembers(Object.keys(note.$dirty), ['bytes', 'numbers', 'tags'])
  })

  test('share none of their defaults', ({ assert }) => {
    const [one, other] = [make({ id: 1 }), make({ id: 2 })]
    one.tags.push('new')
    assert.isEmpty(other.tags)
  })

  test('may have names like those of Lucid', ({ assert }) => {
    const note = make({ id: 1, kind: 'memo' })
    note.$shown = 'list'
    assert.equal(note.$shown, 'list')
    assert.deepEqual(note.$dirty, { kind: 'list' })

    const price = Price.$createFromAdapterResult({ id: 1, amount: 5 }) as Price
    assert.equal(price.$amount, 5)
    price.$amount = 6
    assert.deepEqual(price.$dirty, { $amount: 6 })
  })

  test('are read by any number of made-up columns', ({ assert }) => {
    for (let number = 0; number < 100; number++) {
      const note = make({ id: 1, [`made_up_${number}`]: number })
      assert.deepEqual({ ...note.$extras }, { [`made_up_${number}`]: number })
    }
  })
})

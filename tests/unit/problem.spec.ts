import { test } from '@japa/runner'
import { problems } from '#exceptions/problem'

const linesOf = ({ stack }: Error) => stack!.split('\n').filter((line) => /^ +at /.test(line))

test.group('Problems', () => {
  test('that are of the client are not traced', ({ assert }) => {
    assert.isEmpty(linesOf(problems.notFound()))
  })

  test('that are ours say where they arose', ({ assert }) => {
    assert.include(linesOf(problems.unavailable())[1], 'problem.spec')
  })

  test('leave the traces of other errors as they are', ({ assert }) => {
    const before = Error.stackTraceLimit
    problems.notFound()
    assert.equal(Error.stackTraceLimit, before)
  })
})

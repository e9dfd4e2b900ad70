import { test } from '@japa/runner'
import type { Answer } from '#tests/helpers/clients/http'
import { asOfNow } from '#tests/helpers/clients/sent_forms'
import { type Act, ACTS } from '#tests/helpers/clients/acts'

const outline = (answer: Answer) => [
  answer.status,
  answer.headers.location,
  answer.cookie('gatehouse_session')?.value,
]

async function assertDoneOnce(
  assert: {
    equal: (a: unknown, b: unknown) => void
    include: (a: string, b: string) => void
    deepEqual: (a: unknown, b: unknown) => void
  },
  { form, count, page, told }: Act,
  answers: Answer[]
) {
  assert.equal(answers[0].status, 303)
  for (const answer of answers) assert.deepEqual(outline(answer), outline(answers[0]))
  assert.equal(await count(), 1)
  assert.include((await form.browser.get(page)).text, told)
}

test.group('A form that is sent twice acts once', () => {
  test('{what}: at the same moment')
    .with(ACTS)
    .run(async ({ assert }, { open }) => {
      const act = await open()
      const answers = await Promise.all([1, 2, 3].map(() => act.form.send(act.fields)))
      await assertDoneOnce(assert, act, answers)
    })

  test('{what}: again, before the browser has heard of the first answer')
    .with(ACTS)
    .run(async ({ assert }, { open }) => {
      const act = await open()
      const before = asOfNow(act.form.browser)
      const first = await act.form.send(act.fields, asOfNow(before))
      const second = await act.form.send(act.fields, before)
      act.form.browser.jar.take(second.cookies)
      await assertDoneOnce(assert, act, [first, second])
    })

  test('{what}: again, once it has seen the next page, as by one step back')
    .with(ACTS)
    .run(async ({ assert }, { open }) => {
      const act = await open()
      const first = await act.form.send(act.fields)
      assert.include((await act.form.browser.get(act.page)).text, act.told)
      const second = await act.form.send(act.fields)
      await assertDoneOnce(assert, act, [first, second])
    })
})

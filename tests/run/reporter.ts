import { relative } from 'node:path'
import { BaseReporter } from '@japa/runner/core'
import type {
  GroupEndNode,
  NamedReporterContract,
  RunnerSummary,
  SuiteEndNode,
  SuiteStartNode,
  TestEndNode,
} from '@japa/runner/types'
import { isLane, screen, tell } from '#tests/run/screen'

type Failure = ReturnType<BaseReporter['aggregateErrors']>[number]

const seconds = (milliseconds: number) => `${Math.round(milliseconds / 1_000)} s`

/** A line for each suite, and each failure whole. `--reporters=spec` tells the title of every test. */
class BriefReporter extends BaseReporter {
  #failures: Failure[] = []
  #begun = 0
  #counts = { passed: 0, failed: 0, skipped: 0 }

  get #file() {
    return this.currentFileName ? relative(process.cwd(), this.currentFileName) : ''
  }

  get #suiteLine() {
    const counts = Object.entries(this.#counts)
      .filter(([kind, count]) => count > 0 || kind === 'passed')
      .map(([kind, count]) => `${count} ${kind}`)
    return `${this.currentSuiteName!.padEnd(12)} ${counts.join(', ')} (${seconds(Date.now() - this.#begun)})`
  }

  #keepFailures(title: string, errors: TestEndNode['errors']) {
    if (!errors.length) return
    screen.say(`FAILED: ${title}`)
    this.#failures.push(...errors.map((error) => ({ title, ...error }) as Failure))
  }

  onSuiteStart(_: SuiteStartNode) {
    this.#begun = Date.now()
    this.#counts = { passed: 0, failed: 0, skipped: 0 }
  }

  onTestEnd({ title, isSkipped, isTodo, hasError, skipReason, errors }: TestEndNode) {
    const isLeftOut = isSkipped || isTodo
    const whole = [this.#file, this.currentGroupName, title.expanded].filter(Boolean).join(' / ')
    this.#counts[isLeftOut ? 'skipped' : hasError ? 'failed' : 'passed']++
    if (isLeftOut) screen.say(`Skipped: ${whole}${skipReason ? `: ${skipReason}` : ''}`)
    this.#keepFailures(whole, errors)
    screen.tellProgress(`${this.#suiteLine} ${this.#file}`)
  }

  onGroupEnd({ title, errors }: GroupEndNode) {
    this.#keepFailures(`${this.#file} / ${title}`, errors)
  }

  onSuiteEnd({ name, errors }: SuiteEndNode) {
    this.currentSuiteName = name
    this.#keepFailures(`the suite ${name}`, errors)
    screen.say(this.#suiteLine)
  }

  protected async printErrors(summary: RunnerSummary) {
    if (this.#failures.length) await super.printErrors(summary)
  }

  /** japa's own list lacks the file, and loses what failed outside of a group. */
  aggregateErrors(_: RunnerSummary) {
    return this.#failures
  }

  async end() {
    const summary = { ...this.runner!.getSummary(), hasError: this.#failures.length > 0 }
    if (!isLane) return this.printSummary(summary)
    await this.printErrors(summary)
    tell({ outcome: summary })
  }
}

export const brief: NamedReporterContract = {
  name: 'brief',
  handler: (runner, emitter) => new BriefReporter().boot(runner, emitter),
}

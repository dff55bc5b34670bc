/** What a step adds to the context; a step that only checks adds nothing. */
type Added<Result> = Awaited<Result> extends object ? Awaited<Result> : unknown

/**
 * A list of rules that run one after the other on one context. A rule names in its parameter what it needs, returns
 * what it adds, and stops the list by throwing. A rule whose needs are not met by the rules before it does not compile.
 */
export class Steps<Start extends object, Context = Start> {
  readonly #rules: readonly ((context: never) => unknown)[]

  private constructor(rules: readonly ((context: never) => unknown)[]) {
    this.#rules = rules
  }

  static from<Start extends object>(): Steps<Start> {
    return new Steps([])
  }

  step<Result>(rule: (context: Context) => Result): Steps<Start, Context & Added<Result>> {
    return new Steps([...this.#rules, rule])
  }

  /** Runs the rules in order; waits only for those that answer with a promise. Throws what a rule throws. */
  run(start: Start): Promise<Context> {
    return this.extend({ ...start })
  }

  /** As `run`, for a list that goes on where another one ended: what the rules add is added to `context` itself. */
  async extend(context: Start): Promise<Context> {
    for (const rule of this.#rules) {
      const added = rule(context as never)
      const more = added instanceof Promise ? await added : added
      if (more !== undefined) Object.assign(context, more)
    }
    return context as unknown as Context
  }
}

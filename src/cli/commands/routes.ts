import { buildApp } from '../../app.ts'
import { defineCommand } from '../command.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: {},
  async run(ctx) {
    await withFeatures(ctx, async (features, platform) => {
      const app = await buildApp(platform, features)
      await app.ready()
      const tree = app.printRoutes({ commonPrefix: false })
      await app.close()
      ctx.out.answer({ routes: tree.split('\n') }, tree)
    })
  },
})

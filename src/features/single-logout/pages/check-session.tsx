interface CheckSessionPageProps {
  /** Full name of the cookie that the script reads. */
  readonly cookie: string
  readonly script: string
}

/** Nobody sees this page: it holds a script that answers the app around it. */
export function CheckSessionPage({ cookie, script }: CheckSessionPageProps) {
  return (
    <html lang="en" data-cookie={cookie}>
      <head>
        <meta charset="utf-8" />
        <title>Session</title>
        <script type="module" src={script} />
      </head>
      <body />
    </html>
  )
}

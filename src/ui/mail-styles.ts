export const bodyFont = "'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
export const displayFont = 'Rockwell,Georgia,serif'

/** The sheet by day; mail programs need the colours inline. */
export const mailColours = { wall: '#f4f2ee', sheet: '#fffefd', line: '#e3ded6', ink: '#231c16', muted: '#665d53' }

/**
 * Dark colours and the narrow screen, for mail programs that know media queries.
 * @param darkLink #rrggbb, the organizer's colour as a link by night
 */
export function mailStyles(darkLink: string): string {
  return `
@media (prefers-color-scheme: dark) {
  .m-wall { background: #151210 !important; }
  .m-sheet { background: #211d1a !important; border-color: #3b352f !important; }
  .m-ink { color: #efeae3 !important; }
  .m-muted { color: #b5aca1 !important; }
  .m-line { border-color: #3b352f !important; }
  .m-link { color: ${darkLink} !important; }
}
@media (max-width: 480px) {
  .m-pad { padding-left: 20px !important; padding-right: 20px !important; }
  .m-btn { display: block !important; text-align: center !important; }
}
`
}

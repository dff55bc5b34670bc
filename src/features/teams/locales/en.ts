export const teams = {
  lastManager: 'Afterwards nobody could manage the teams of {{organizer}}. Give somebody else this permission first.',
  moreThanOwn: 'This team may do more than you. Ask somebody who may do as much.',
}

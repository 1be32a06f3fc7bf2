// Keeps the data when the deployment is deleted. Whoever means to delete it removes the lock first.
resource lock 'Microsoft.Authorization/locks@2020-05-01' = {
  name: 'tallystick-data'
  properties: {
    level: 'CanNotDelete'
    notes: 'The event log, the ledger and the invoices. Remove this lock only to delete them for good.'
  }
}

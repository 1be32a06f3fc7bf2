// Tells when a month costs more than was meant: at 80 % and at all of it, and when the forecast goes beyond.
targetScope = 'subscription'

param name string
param amount int
param startDate string
param email string
param environmentName string

var notifications = {
  eighty: {
    enabled: true
    operator: 'GreaterThanOrEqualTo'
    threshold: 80
    thresholdType: 'Actual'
    contactEmails: [email]
  }
  all: {
    enabled: true
    operator: 'GreaterThanOrEqualTo'
    threshold: 100
    thresholdType: 'Actual'
    contactEmails: [email]
  }
  forecast: {
    enabled: true
    operator: 'GreaterThanOrEqualTo'
    threshold: 100
    thresholdType: 'Forecasted'
    contactEmails: [email]
  }
}

resource budget 'Microsoft.Consumption/budgets@2023-11-01' = {
  name: name
  properties: {
    category: 'Cost'
    amount: amount
    timeGrain: 'Monthly'
    timePeriod: { startDate: startDate }
    filter: {
      tags: {
        name: 'azd-env-name'
        operator: 'In'
        values: [environmentName]
      }
    }
    notifications: empty(email) ? {} : notifications
  }
}

using Tallystick.Core.Customers;
using Tallystick.Core.Values;

namespace Tallystick.Tests.Core.Tests.Customers;

public sealed class ChildIdsTests
{
    [Fact]
    public void The_customer_follows_from_the_id_alone()
    {
        IIdSource ids = new TimeOrderedIdSource(TimeProvider.System, new Random(1).NextBytes);
        for (var i = 0; i < 100; i++)
        {
            var customer = ids.Next<Customer>();
            Assert.Equal(customer, ChildIds.CustomerOf(ChildIds.Next<Subscription>(ids, customer)));
        }
    }

    [Theory]
    [InlineData("sub_1")]
    [InlineData("sub_01kx00000000000000000000aa")]
    public void An_id_that_was_not_made_here_is_no_customers(string id) => Assert.Null(ChildIds.CustomerOf(Id<Subscription>.Parse(id)));
}

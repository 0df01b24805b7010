"""Reading votes, their rolls and the people who may stand on one."""

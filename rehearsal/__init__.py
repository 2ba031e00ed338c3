"""The production shape by hand: the commands of docker-compose.yml on this machine, checked and measured."""

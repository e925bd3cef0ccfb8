# title: mysqld without its script finds no database
# from: orders
# fails: db-runs db-command
# says: ‘db’ should be running; it has ended
docker run --name lister alpine ls /etc
docker run --name version --entrypoint nginx nginx -v
docker run --name three ubuntu sh -c 'exit 3'
docker run -d --name db -e MYSQL_RANDOM_ROOT_PASSWORD=yes --entrypoint mysqld mysql --port=3307; sleep 2

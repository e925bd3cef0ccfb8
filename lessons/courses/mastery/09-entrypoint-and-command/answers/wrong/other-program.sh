# title: the option went to another program
# from: orders
# fails: db-runs db-command
# says: should be running
docker run --name lister alpine ls /etc
docker run --name version --entrypoint nginx nginx -v
docker run --name three ubuntu sh -c 'exit 3'
docker run -d --name db -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql echo --port=3307; sleep 1

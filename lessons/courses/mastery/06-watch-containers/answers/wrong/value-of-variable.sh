# title: the value of the variable is not the password
# from: report
# fails: password
# says: db has said it once
docker container inspect --format '{{.NetworkSettings.IPAddress}}' web > address.txt
docker container inspect --format '{{.State.Pid}}' web > pid.txt
docker inspect db | grep MYSQL_RANDOM_ROOT_PASSWORD | cut -d= -f2 | tr -dc a-z > password.txt

# title: a file with comments and more in it, written in one go
# from: branch
cat > /home/student/branch.env <<'END'
# the branch at the river

MYSQL_ALLOW_EMPTY_PASSWORD=1
MYSQL_USER=robin
MYSQL_PASSWORD=Top Secret 7
MYSQL_DATABASE=orders
WHO=robin
END
docker create --name branch --env-file=/home/student/branch.env mysql:latest
docker start branch; sleep 3
docker run --name hello --env-file branch.env alpine sh -c 'printf "Hello, %s\n" "$WHO"'
